package io.sluice.bgp;

/**
 * Which way a message travels between the two ends of a session. {@link #R} goes from the left end
 * to the right one, {@link #L} from the right end to the left one. The names are the letters of the
 * JSON form.
 */
public enum Direction {
  /** From left to right. */
  R,
  /** From right to left. */
  L;

  /** The other way. */
  public Direction opposite() {
    return this == R ? L : R;
  }
}
