package io.sluice.proxy.net;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** Pauses between attempts: each twice the last, up to the longest, with a quarter of jitter. */
public final class Backoff {
  private static final double JITTER = 0.25;

  private final long least;
  private final long most;
  private final DoubleSupplier random;
  private long pause;

  /**
   * @param random numbers from 0 to 1
   */
  public Backoff(Duration least, Duration most, DoubleSupplier random) {
    this.least = least.toNanos();
    this.most = most.toNanos();
    this.random = random;
  }

  /** The pause before the next attempt, nanoseconds. */
  public long next() {
    pause = pause == 0 ? least : Math.min(most, pause * 2);
    return (long) (pause * (1 - JITTER * random.getAsDouble()));
  }

  /** Begins with the shortest pause again. */
  public void reset() {
    pause = 0;
  }
}
