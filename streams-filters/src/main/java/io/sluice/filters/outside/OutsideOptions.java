package io.sluice.filters.outside;

import java.time.Duration;
import java.util.Objects;
import java.util.function.IntPredicate;

/**
 * How a stage deals with what is outside.
 *
 * @param mode what goes out and what comes in
 * @param format how messages are written, both ways
 * @param types tells the type codes that go out; others pass by, and are left out of what comes in
 * @param deadline how long an answer may take, more than 0
 * @param unanswered what becomes of a message when it took longer
 * @param inOrder whether answers come in the order of the questions, as they do from a helper that
 *     reads line by line: then those that were passed over are answered with nothing, so refused
 * @param last whether new messages enter behind all stages, not only behind this one
 * @param whole whether there is no router behind, as with a file: routes that are refused vanish,
 *     and are not withdrawn, and an answer that comes late is written where it comes
 * @param noNumbers whether what comes in is new, whatever its number
 * @param noTimes whether the times of what comes in are left out
 * @param noTags whether the tags of what comes in are left out
 */
public record OutsideOptions(
    OutsideMode mode,
    OutsideFormat format,
    IntPredicate types,
    Duration deadline,
    Unanswered unanswered,
    boolean inOrder,
    boolean last,
    boolean whole,
    boolean noNumbers,
    boolean noTimes,
    boolean noTags) {

  /** One that takes what comes in as it is. */
  public OutsideOptions(
      OutsideMode mode,
      OutsideFormat format,
      IntPredicate types,
      Duration deadline,
      Unanswered unanswered,
      boolean inOrder,
      boolean last,
      boolean whole) {
    this(mode, format, types, deadline, unanswered, inOrder, last, whole, false, false, false);
  }

  public OutsideOptions {
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(types, "types");
    Objects.requireNonNull(unanswered, "unanswered");
    if (deadline.isNegative() || deadline.isZero()) {
      throw new IllegalArgumentException("deadline is " + deadline + ", must be more than 0");
    }
  }

  /** Whether messages wait for answers. */
  boolean filters() {
    return mode == OutsideMode.FILTER;
  }

  /** Whether a message that is left out is refused by that, with no harm done if it is not. */
  boolean letsGo() {
    return filters() && whole && inOrder;
  }

  /** The same where there is no router behind. */
  public OutsideOptions ofWholeMessages() {
    return new OutsideOptions(
        mode, format, types, deadline, unanswered, inOrder, last, true, noNumbers, noTimes, noTags);
  }
}
