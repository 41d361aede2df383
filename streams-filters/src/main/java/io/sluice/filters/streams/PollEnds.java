package io.sluice.filters.streams;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/** Where the last poll of each partition ended: behind that record, nothing is at hand. */
final class PollEnds {
  private final Map<TopicPartition, PollEnd> ends = new ConcurrentHashMap<>();

  PollEnd of(TopicPartition partition) {
    return ends.computeIfAbsent(partition, p -> new PollEnd());
  }

  /** The end of the last poll of one partition. */
  static final class PollEnd {
    private volatile long offset = -1;

    /** Notes the last record of a poll. */
    void set(long last) {
      offset = last;
    }

    /** Whether no record behind this one is at hand; always true when nobody notes the ends. */
    boolean reached(long current) {
      return current >= offset;
    }
  }
}
