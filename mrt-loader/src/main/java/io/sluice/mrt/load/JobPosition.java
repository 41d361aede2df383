package io.sluice.mrt.load;

import io.sluice.bgp.wire.Bytes;
import io.sluice.mrt.ArchiveFormat;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * How many records of a job's archives are dealt with, and when the job began: kept by Kafka as the
 * offset of a consumer group and its note, which can be written in the same transaction as the
 * records, and looked at and reset with Kafka's own tools.
 */
final class JobPosition {
  private static final int HASH_OCTETS = 6;

  private final String group;
  private final TopicPartition partition;
  private long began = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());

  /**
   * @param format what the archives were said to be; {@code null} if that is to be found out
   */
  JobPosition(LoadOptions options, ArchiveFormat format, String topic) {
    this.group =
        topic.substring(0, topic.lastIndexOf('.') + 1)
            + "load-"
            + (options.job() == null ? hash(options, format) : options.job());
    this.partition = new TopicPartition(topic, 0);
  }

  private static String hash(LoadOptions options, ArchiveFormat format) {
    Map<String, Object> identity = new TreeMap<>(options.identity());
    if (format != null) {
      identity.put("format", format);
    }
    try {
      byte[] text = identity.toString().getBytes(StandardCharsets.UTF_8);
      return Bytes.hex(MessageDigest.getInstance("SHA-256").digest(text), 0, HASH_OCTETS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Name of the consumer group. */
  String group() {
    return group;
  }

  ConsumerGroupMetadata metadata() {
    return new ConsumerGroupMetadata(group);
  }

  /** When the job began, microseconds since 1970; of one that goes on, once it has been read. */
  long began() {
    return began;
  }

  Map<TopicPartition, OffsetAndMetadata> at(long records, String where) {
    return Map.of(partition, new OffsetAndMetadata(records, began + " " + where));
  }

  /** The position, 0 for a job that is new. */
  long read(Admin admin) {
    try {
      OffsetAndMetadata position =
          admin
              .listConsumerGroupOffsets(
                  Map.of(group, new ListConsumerGroupOffsetsSpec()),
                  new ListConsumerGroupOffsetsOptions().requireStable(true))
              .partitionsToOffsetAndMetadata()
              .get()
              .get(partition);
      if (position == null) {
        return 0;
      }
      String noted = position.metadata().split(" ", 2)[0];
      if (noted.matches("[0-9]{1,18}")) {
        began = Long.parseLong(noted);
      }
      return position.offset();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return 0;
      }
      throw new KafkaException("the position of " + group + ": " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted", e);
    }
  }

  /** Writes the position outside of a transaction. */
  void write(Admin admin, long records, String where) {
    try {
      admin.alterConsumerGroupOffsets(group, at(records, where)).all().get();
    } catch (ExecutionException e) {
      throw new KafkaException("the position of " + group + ": " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted", e);
    }
  }
}
