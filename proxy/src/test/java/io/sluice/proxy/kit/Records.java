package io.sluice.proxy.kit;

import io.sluice.schemas.Disposition;
import io.sluice.schemas.Topic;
import io.sluice.schemas.Topics;
import io.sluice.schemas.avro.AuditRecord;
import io.sluice.schemas.trace.TraceHeader;
import io.sluice.schemas.wire.AvroSerde;
import io.sluice.schemas.wire.BgpMessageView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What stands in the topics. */
public final class Records {
  private Records() {}

  /** A message as a reader sees it. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Seen(
      String session,
      long epoch,
      long sequence,
      Disposition disposition,
      int type,
      byte[] wire,
      boolean traced) {}

  /** An audited run. */
  public record Run(long sequence, int count) {}

  /** All messages of a topic, by partition in order. */
  public static List<Seen> messages(Cluster cluster, Topics topics, Topic topic) {
    List<Seen> seen = new ArrayList<>();
    BgpMessageView view = new BgpMessageView();
    for (ConsumerRecord<byte[], byte[]> record : records(cluster, topics.name(topic))) {
      view.wrap(record.value());
      seen.add(
          new Seen(
              view.origin().session(),
              view.origin().epoch(),
              view.sequence(),
              view.disposition(),
              view.type(),
              view.wire(),
              TraceHeader.read(record.headers()) != null));
    }
    return seen;
  }

  /** All runs that a proxy audited. */
  public static List<Run> audited(Cluster cluster, Topics topics) {
    List<Run> runs = new ArrayList<>();
    AvroSerde<AuditRecord> serde = new AvroSerde<>(AuditRecord.class, 0);
    for (ConsumerRecord<byte[], byte[]> audited : records(cluster, topics.name(Topic.AUDIT))) {
      AuditRecord record = serde.decode(audited.value());
      runs.add(new Run(record.getSequence(), record.getCount()));
    }
    return runs;
  }

  private static List<ConsumerRecord<byte[], byte[]>> records(Cluster cluster, String topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            cluster.kafka(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (!partitions.stream().allMatch(p -> consumer.position(p) >= ends.get(p))) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }
}
