package io.sluice.filters.streams;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.UnknownTopologyException;

/**
 * Tells failures of a thread that may pass from those that will not: what a person must mend, what
 * broke the process, and what keeps coming back.
 */
final class Mishaps {
  static final int MOST = 10;
  static final long WITHIN_NANOS = TimeUnit.MINUTES.toNanos(2);

  private final Deque<Long> recent = new ArrayDeque<>();

  /** Whether the thread is worth replacing. */
  synchronized boolean mayRetry(Throwable e, long nanoTime) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof Error
          || cause instanceof AuthorizationException
          || cause instanceof AuthenticationException
          || cause instanceof InvalidConfigurationException
          || cause instanceof MissingSourceTopicException
          || cause instanceof UnknownTopologyException) {
        return false;
      }
    }
    recent.addLast(nanoTime);
    while (nanoTime - recent.peekFirst() > WITHIN_NANOS) {
      recent.removeFirst();
    }
    return recent.size() <= MOST;
  }
}
