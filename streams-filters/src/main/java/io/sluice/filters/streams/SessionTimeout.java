package io.sluice.filters.streams;

import java.util.Map;

/**
 * How soon a judge that died without a word is missed. Brokers have a least time, six seconds
 * unless their operator says otherwise, and refuse a judge that asks for less; so they are asked
 * first.
 */
final class SessionTimeout {
  /** Half a minute of messages would wait by Kafka's own default, which is for batch work. */
  static final int WANTED_MILLIS = 3000;

  /** What brokers allow that were not told otherwise. */
  static final int USUAL_LEAST_MILLIS = 6000;

  private static final String LEAST = "group.min.session.timeout.ms";

  private SessionTimeout() {}

  /**
   * The shortest that the brokers allow, at least what is wanted; milliseconds.
   *
   * @param brokers how they are set up, where that is known
   */
  static int millis(Map<String, String> brokers) {
    String least = brokers.get(LEAST);
    return least == null ? USUAL_LEAST_MILLIS : Math.max(WANTED_MILLIS, Integer.parseInt(least));
  }
}
