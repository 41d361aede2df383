package io.sluice.proxy;

import java.time.Duration;
import java.util.Objects;

/**
 * How long a direction of a session waits for verdicts, and what then.
 *
 * @param deadline how old the oldest message without a verdict may get; 100 ms or more
 * @param whenSlow what happens when a judge is there and too slow
 * @param whenAbsent what happens when no judge is there, or Kafka is away
 */
public record VerdictPolicy(Duration deadline, FailureMode whenSlow, FailureMode whenAbsent) {
  private static final Duration LEAST = Duration.ofMillis(100);

  /** Thirty seconds, then close. */
  public static final VerdictPolicy DEFAULT =
      new VerdictPolicy(Duration.ofSeconds(30), FailureMode.CLOSE, FailureMode.CLOSE);

  public VerdictPolicy {
    Objects.requireNonNull(whenSlow, "whenSlow");
    Objects.requireNonNull(whenAbsent, "whenAbsent");
    if (deadline.compareTo(LEAST) < 0) {
      throw new IllegalArgumentException(
          "deadline of " + deadline.toMillis() + " ms: at least 100 ms are wanted");
    }
  }

  /** One mode, whatever the reason. */
  public static VerdictPolicy of(Duration deadline, FailureMode mode) {
    return new VerdictPolicy(deadline, mode, mode);
  }
}
