package io.sluice.proxy.publish;

import io.sluice.schemas.Topic;
import io.sluice.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Finds out which records of a spool have reached their topics after all: sent before Kafka went
 * away and never acknowledged, or by an earlier attempt to publish the spool. Reads each partition
 * from the time of the oldest record of the spool on.
 */
final class Published {
  /** Where a broker stamps records itself, its clock may differ by this much. */
  private static final long SKEW_MILLIS = 5000;

  private static final Duration POLL = Duration.ofMillis(200);
  private static final long PATIENCE_NANOS = Duration.ofSeconds(10).toNanos();

  private final Map<String, Long> lastPlaces = new HashMap<>();
  private final RecordIdentity identity = new RecordIdentity();
  private final Topics topics;

  Published(Topics topics) {
    this.topics = topics;
  }

  /**
   * Reads what stands in the partitions.
   *
   * @param oldest by partition, the time of the oldest record of the spool, milliseconds since 1970
   * @throws org.apache.kafka.common.KafkaException if Kafka does not answer in time
   */
  void find(Map<String, Object> kafka, Map<TopicPartition, Long> oldest) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      Map<TopicPartition, Long> from = new HashMap<>();
      oldest.forEach((p, time) -> from.put(p, time - SKEW_MILLIS));
      Map<TopicPartition, Long> ends = consumer.endOffsets(from.keySet());
      Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(from);
      starts.values().removeIf(start -> start == null);
      consumer.assign(starts.keySet());
      starts.forEach((p, start) -> consumer.seek(p, start.offset()));
      long last = System.nanoTime();
      while (!reached(consumer, ends)) {
        for (ConsumerRecord<byte[], byte[]> r : consumer.poll(POLL)) {
          note(r);
          last = System.nanoTime();
        }
        if (System.nanoTime() - last > PATIENCE_NANOS) {
          throw new TimeoutException("reading the tails of the topics got stuck");
        }
      }
    }
  }

  private static boolean reached(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    for (TopicPartition p : consumer.assignment()) {
      if (consumer.position(p) < ends.get(p)) {
        return false;
      }
    }
    return true;
  }

  private void note(ConsumerRecord<byte[], byte[]> record) {
    for (Topic topic : Topic.values()) {
      if (topics.name(topic).equals(record.topic())) {
        if (identity.read(topic, record.value())) {
          lastPlaces.merge(identity.run(), identity.place(), Math::max);
        }
        return;
      }
    }
  }

  /** Whether a record is still to be published; it counts as published then. */
  boolean claim(Topic topic, byte[] value) {
    if (!identity.read(topic, value)) {
      return true;
    }
    Long last = lastPlaces.get(identity.run());
    if (last != null && identity.place() <= last) {
      return false;
    }
    lastPlaces.put(identity.run(), identity.place());
    return true;
  }
}
