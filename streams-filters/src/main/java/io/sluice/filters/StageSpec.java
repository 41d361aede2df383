package io.sluice.filters;

import io.sluice.bgp.Direction;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/**
 * One stage of a pipeline, as set up by the operator, or one that stands beside those.
 *
 * @param name its name, such as "limit" or "@name"; events are NAME/EVENT
 * @param text how the operator wrote it: for explanations and the version of the policy
 * @param directions the directions whose messages it sees, at least one
 * @param silent refused announcements vanish instead of becoming withdrawals
 * @param factory makes an instance for each task
 * @param place where it stands; the same on the way of either direction
 */
public record StageSpec(
    String name,
    String text,
    Set<Direction> directions,
    boolean silent,
    Supplier<? extends Stage> factory,
    Place place) {

  /** Where a stage stands on the way of messages. */
  public enum Place {
    /** In front of all that the operator wrote. */
    FRONT,
    /** Where the operator wrote it. */
    MIDDLE,
    /** Behind all that the operator wrote. */
    BACK
  }

  /** One that stands where the operator wrote it. */
  public StageSpec(
      String name,
      String text,
      Set<Direction> directions,
      boolean silent,
      Supplier<? extends Stage> factory) {
    this(name, text, directions, silent, factory, Place.MIDDLE);
  }

  public StageSpec {
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(factory, "factory");
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a stage without a name: " + text);
    }
    if (directions.isEmpty()) {
      throw new IllegalArgumentException("stage " + name + " sees neither direction: " + text);
    }
    directions = Set.copyOf(directions);
  }
}
