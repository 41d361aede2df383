package io.sluice.cli.run.live;

import io.sluice.schemas.Topic;
import io.sluice.schemas.UndecodableRecordException;
import io.sluice.schemas.avro.AuditRecord;
import io.sluice.schemas.wire.AvroSerde;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the audit topic. Not thread safe, except for {@link #wakeUp}. */
public final class AuditReader implements AutoCloseable {
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;
  private final AvroSerde<AuditRecord> serde;

  /**
   * Opens the topic.
   *
   * @param fromStart whether to read what is there, or only what comes
   */
  public AuditReader(Cluster cluster, boolean fromStart) {
    Map<String, Object> settings = new HashMap<>(cluster.client());
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    String topic = cluster.topics().name(Topic.AUDIT);
    partitions =
        consumer.partitionsFor(topic).stream()
            .map(p -> new TopicPartition(topic, p.partition()))
            .toList();
    consumer.assign(partitions);
    if (fromStart) {
      consumer.seekToBeginning(partitions);
    } else {
      consumer.seekToEnd(partitions);
      // Asks now: what comes from here on is not to be missed.
      partitions.forEach(consumer::position);
    }
    serde = new AvroSerde<>(AuditRecord.class, cluster.schemas().id(Topic.AUDIT));
  }

  /**
   * Hands on what has come; waits for the first record.
   *
   * @return how many records there were
   */
  public int poll(Duration atMost, Consumer<AuditRecord> to) {
    int count = 0;
    for (ConsumerRecord<byte[], byte[]> r : consumer.poll(atMost)) {
      count++;
      AuditRecord record;
      try {
        record = serde.decode(r.value());
      } catch (UndecodableRecordException e) {
        continue;
      }
      to.accept(record);
    }
    return count;
  }

  /** Whether all that was there when this was called has been handed on. */
  public boolean isAtEnd() {
    return consumer.endOffsets(partitions).entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  /** Ends a poll of another thread with a WakeupException. */
  public void wakeUp() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
