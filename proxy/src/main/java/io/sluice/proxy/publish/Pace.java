package io.sluice.proxy.publish;

import java.util.concurrent.TimeUnit;

/**
 * The time from one burst of batches to the next. What comes now and then goes at once; what comes
 * often goes together, which costs the broker and the judge far less than it waits. Times are those
 * of {@link System#nanoTime}, handed in. One thread.
 */
final class Pace {
  /** The least time from burst to burst when batches come often. */
  static final long GAP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  /** This many in a window is often. At one each millisecond, waiting would gain nothing. */
  static final int OFTEN = 20;

  private long burst;
  private long window;
  private int counted;
  private boolean often;

  Pace(long now) {
    burst = now - GAP_NANOS;
    window = now;
  }

  /** A batch is taken. */
  void count() {
    counted++;
  }

  /** How long a burst that would begin now must wait, nanoseconds; 0 or less when it may begin. */
  long left(long now) {
    long elapsed = now - window;
    if (elapsed >= WINDOW_NANOS) {
      often = counted * WINDOW_NANOS >= OFTEN * elapsed;
      window = now;
      counted = 0;
    }
    return often ? burst + GAP_NANOS - now : 0;
  }

  /** A burst begins. */
  void begin(long now) {
    burst = now;
  }
}
