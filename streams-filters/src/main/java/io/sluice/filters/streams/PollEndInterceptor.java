package io.sluice.filters.streams;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Notes where each poll ends, so that a run of verdicts is sent off with the last message at hand
 * instead of waiting for a timer. Made by the consumer; finds the {@link PollEnds} in its settings.
 */
public final class PollEndInterceptor implements ConsumerInterceptor<byte[], byte[]> {
  /** The setting that holds the object to note the ends in. */
  static final String ENDS = "sluice.poll.ends";

  private PollEnds ends;

  /** For the consumer. */
  public PollEndInterceptor() {}

  @Override
  public void configure(Map<String, ?> settings) {
    ends = (PollEnds) settings.get(ENDS);
  }

  @Override
  public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
    for (TopicPartition partition : records.partitions()) {
      List<ConsumerRecord<byte[], byte[]>> some = records.records(partition);
      ends.of(partition).set(some.get(some.size() - 1).offset());
    }
    return records;
  }

  @Override
  public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

  @Override
  public void close() {}
}
