package io.sluice.proxy.session;

import java.util.Arrays;

/**
 * Tells, while a direction forwards unjudged, whether a verdict that comes is in time again: it
 * must be for a message younger than the deadline. Remembers which message was the newest at a few
 * moments of the past.
 */
final class Overdue {
  private static final int SAMPLES = 16;

  private final long deadline;
  private final long[] times = new long[SAMPLES];
  private final long[] newest = new long[SAMPLES];
  private int next;
  private long beganAt;

  /**
   * @param deadline nanoseconds
   */
  Overdue(long deadline) {
    this.deadline = deadline;
  }

  /** A deadline has passed: messages before this sequence number were too old. */
  void begin(long sequence, long now) {
    beganAt = sequence;
    Arrays.fill(times, now);
    Arrays.fill(newest, sequence);
  }

  /** Notes which sequence number comes next, from time to time. */
  void sample(long sequence, long now) {
    int last = (next + SAMPLES - 1) % SAMPLES;
    if (now - times[last] >= deadline / (SAMPLES / 2)) {
      times[next] = now;
      newest[next] = sequence;
      next = (next + 1) % SAMPLES;
    }
  }

  /** Whether the message with this number is younger than the deadline. */
  boolean young(long sequence, long now) {
    long oldest = beganAt;
    for (int i = 0; i < SAMPLES; i++) {
      if (now - times[i] >= deadline) {
        oldest = Math.max(oldest, newest[i]);
      }
    }
    return sequence >= oldest;
  }
}
