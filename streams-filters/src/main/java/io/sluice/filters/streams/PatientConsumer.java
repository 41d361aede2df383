package io.sluice.filters.streams;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The consumer of a judge's thread, whose messages may wait for answers from outside. Offsets are
 * never committed past one that waits: after a crash it is read and asked about again. While any
 * waits, polls are short, so that its answer is not kept waiting by a quiet topic.
 */
final class PatientConsumer extends KafkaConsumer<byte[], byte[]> {
  private static final Duration SHORT = Duration.ofMillis(1);

  private final CommitHooks hooks;

  PatientConsumer(Map<String, Object> config, CommitHooks hooks) {
    super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.hooks = hooks;
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    return super.poll(timeout.compareTo(SHORT) > 0 && hooks.isWaiting() ? SHORT : timeout);
  }

  @Override
  public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
    Map<TopicPartition, OffsetAndMetadata> safe = new HashMap<>(offsets);
    safe.replaceAll(
        (partition, offset) -> {
          long oldest = hooks.oldestWaiting(partition);
          return oldest < offset.offset()
              ? new OffsetAndMetadata(oldest, offset.leaderEpoch(), offset.metadata())
              : offset;
        });
    super.commitSync(safe);
  }
}
