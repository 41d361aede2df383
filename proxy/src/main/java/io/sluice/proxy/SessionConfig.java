package io.sluice.proxy;

import io.sluice.bgp.Direction;
import java.util.Objects;

/**
 * A session: two ends, and how each direction waits for verdicts.
 *
 * @param id its name, the key of its records; not empty
 * @param left the left end
 * @param right the right end
 * @param toRight for what the left end sends
 * @param toLeft for what the right end sends
 */
public record SessionConfig(
    String id, LegConfig left, LegConfig right, VerdictPolicy toRight, VerdictPolicy toLeft) {

  public SessionConfig {
    Objects.requireNonNull(left, "left");
    Objects.requireNonNull(right, "right");
    Objects.requireNonNull(toRight, "toRight");
    Objects.requireNonNull(toLeft, "toLeft");
    if (id.isEmpty() || id.length() > 249) {
      throw new IllegalArgumentException("session id '" + id + "': 1 to 249 characters are wanted");
    }
  }

  /** One with the default policies. */
  public SessionConfig(String id, LegConfig left, LegConfig right) {
    this(id, left, right, VerdictPolicy.DEFAULT, VerdictPolicy.DEFAULT);
  }

  /** How what travels in a direction waits. */
  public VerdictPolicy policy(Direction direction) {
    return direction == Direction.R ? toRight : toLeft;
  }
}
