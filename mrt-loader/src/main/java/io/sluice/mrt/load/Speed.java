package io.sluice.mrt.load;

/** Lets records come as fast as they once did, or a number of times as fast. */
public final class Speed {
  private final double factor;
  private long beginNanos;
  private long beginMicros = Long.MIN_VALUE;

  /**
   * @param factor more than 0; 1 for as fast as it happened
   */
  public Speed(double factor) {
    this.factor = factor;
  }

  /** When a record of a time, microseconds since 1970, is due, by {@link System#nanoTime}. */
  public long due(long timeMicros) {
    if (beginMicros == Long.MIN_VALUE) {
      beginMicros = timeMicros;
      beginNanos = System.nanoTime();
    }
    return beginNanos + (long) ((timeMicros - beginMicros) * 1000.0 / factor);
  }
}
