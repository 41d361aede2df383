package io.sluice.cli.run.file;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Holds messages to a rate, as a bucket of tokens does that has room for those of a second: what
 * comes too early waits, or is left out.
 */
final class Pace {
  private final double rate;
  private final boolean waits;
  private double tokens;
  private long lastNanos = System.nanoTime();

  /**
   * @param limit messages a second, others wait; 0 for no limit
   * @param sample messages a second, others are left out; 0 for no limit
   */
  Pace(double limit, double sample) {
    this.rate = Math.max(limit, sample);
    this.waits = limit > 0;
    this.tokens = Math.ceil(rate);
  }

  /** Waits for a message's turn, or tells whether it has one. */
  boolean admits() {
    if (rate <= 0) {
      return true;
    }
    refill();
    while (waits && tokens < 1) {
      LockSupport.parkNanos((long) ((1 - tokens) / rate * TimeUnit.SECONDS.toNanos(1)) + 1);
      refill();
    }
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }

  private void refill() {
    long now = System.nanoTime();
    tokens = Math.min(Math.ceil(rate), tokens + (now - lastNanos) * rate / 1e9);
    lastNanos = now;
  }
}
