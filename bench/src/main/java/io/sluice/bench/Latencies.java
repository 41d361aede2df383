package io.sluice.bench;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.HdrHistogram.Histogram;

/**
 * Sends numbered things at a fixed rate and takes down when each came back. Open loop: a thing that
 * is late does not delay those behind it, and its time counts from when it was due, not from when
 * the sender got to it.
 */
final class Latencies {
  private final double perSecond;
  private final int total;
  private final int warm;
  private final long[] due;
  private final long[] arrived;

  /** Written by the thread that receives only. */
  private final AtomicInteger received = new AtomicInteger();

  private int last = -1;
  private int disorder;

  /**
   * @param perSecond rate
   * @param seconds how long to measure
   * @param warmSeconds how long before that, not counted
   */
  Latencies(double perSecond, double seconds, double warmSeconds) {
    this.perSecond = perSecond;
    total = (int) (perSecond * (seconds + warmSeconds));
    warm = (int) (perSecond * warmSeconds);
    due = new long[total];
    arrived = new long[total];
  }

  int total() {
    return total;
  }

  /** Sends all, each when it is due; returns when the last is sent. */
  void send(LongConsumer send) {
    long began = System.nanoTime();
    double interval = 1e9 / perSecond;
    for (int i = 0; i < total; i++) {
      long at = began + (long) (i * interval);
      for (long wait = at - System.nanoTime(); wait > 0; wait = at - System.nanoTime()) {
        LockSupport.parkNanos(wait);
      }
      due[i] = at;
      send.accept(i);
    }
  }

  /** Takes down an arrival; from one thread. */
  void arrived(int number, long nanoTime) {
    if (number < 0 || number >= total || arrived[number] != 0) {
      disorder++;
      return;
    }
    arrived[number] = nanoTime;
    if (number != last + 1) {
      disorder++;
    }
    last = number;
    received.lazySet(received.getPlain() + 1);
  }

  /** Waits for the last ones, at most so long. */
  void await(long seconds) throws InterruptedException {
    for (int i = 0; i < seconds * 100 && received.get() < total; i++) {
      Thread.sleep(10);
    }
  }

  Percentiles percentiles() {
    Histogram histogram = new Histogram(3);
    histogram.setAutoResize(true);
    int lost = 0;
    for (int i = warm; i < total; i++) {
      if (arrived[i] == 0) {
        lost++;
      } else {
        histogram.recordValue(Math.max(0, arrived[i] - due[i]));
      }
    }
    return Percentiles.of(histogram, lost, disorder);
  }
}
