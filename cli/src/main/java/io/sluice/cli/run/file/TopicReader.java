package io.sluice.cli.run.file;

import io.sluice.bgp.Direction;
import io.sluice.bgp.Message;
import io.sluice.cli.pipeline.TopicPart;
import io.sluice.mrt.ArchiveReader;
import io.sluice.mrt.Damage;
import io.sluice.mrt.PeerIdentity;
import io.sluice.mrt.StateChange;
import io.sluice.proxy.publish.Publisher;
import io.sluice.schemas.UndecodableRecordException;
import io.sluice.schemas.wire.BgpMessageView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what a topic holds of one session, up to what stood there when it was opened: only what is
 * committed, each message once.
 */
final class TopicReader implements ArchiveReader {
  private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);
  private static final int OTHERS = 3;
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Consumer<byte[], byte[]> consumer;
  private final TopicPartition partition;
  private final byte[] key;
  private final TopicPart part;
  private final long end;
  private final long fromMicros;
  private final long toMicros;
  private final BgpMessageView view = new BgpMessageView();
  private final Set<String> others = new TreeSet<>();
  private Iterator<ConsumerRecord<byte[], byte[]>> polled = Collections.emptyIterator();
  private long epoch;
  private long sequence;
  private long offset;
  private long records;
  private long damages;
  private Damage damage;

  TopicReader(
      Consumer<byte[], byte[]> consumer, TopicPartition partition, byte[] key, TopicPart part) {
    this.consumer = consumer;
    this.partition = partition;
    this.key = key;
    this.part = part;
    this.fromMicros = part.from() == null ? Long.MIN_VALUE : micros(part.from());
    this.toMicros = part.to() == null ? Long.MAX_VALUE : micros(part.to());
    List<TopicPartition> one = List.of(partition);
    consumer.assign(one);
    this.end = consumer.endOffsets(one, PATIENCE).get(partition);
    consumer.seekToBeginning(one);
    if (part.from() != null) {
      Map<TopicPartition, Long> when = Map.of(partition, part.from().toEpochMilli());
      OffsetAndTimestamp at = consumer.offsetsForTimes(when, PATIENCE).get(partition);
      consumer.seek(partition, at == null ? end : at.offset());
    }
  }

  private static long micros(Instant time) {
    return time.getEpochSecond() * 1_000_000 + time.getNano() / 1000;
  }

  /**
   * Opens a topic.
   *
   * @param cluster settings of the client
   * @throws IOException if there is no such topic, or the cluster does not answer
   */
  static ArchiveReader open(Map<String, Object> cluster, TopicPart part) throws IOException {
    Map<String, Object> settings = new HashMap<>(cluster);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    KafkaConsumer<byte[], byte[]> consumer = null;
    try {
      consumer = new KafkaConsumer<>(settings, bytes, bytes);
      List<PartitionInfo> partitions = consumer.partitionsFor(part.topic(), PATIENCE);
      if (partitions == null || partitions.isEmpty()) {
        throw new IOException("there is no topic " + part.topic());
      }
      byte[] key = part.session().getBytes(StandardCharsets.UTF_8);
      int partition = Publisher.partition(key, partitions.size());
      return new TopicReader(consumer, new TopicPartition(part.topic(), partition), key, part);
    } catch (IOException | KafkaException e) {
      if (consumer != null) {
        consumer.close();
      }
      throw e instanceof IOException io ? io : new IOException(e.getMessage(), e);
    }
  }

  @Override
  public Kind next() throws IOException {
    while (true) {
      ConsumerRecord<byte[], byte[]> record = record();
      if (record == null) {
        if (records == 0) {
          tellOthers();
        }
        return null;
      }
      if (!Arrays.equals(record.key(), key) || record.value() == null) {
        if (records == 0 && others.size() < OTHERS && record.key() != null) {
          others.add(new String(record.key(), StandardCharsets.UTF_8));
        }
        continue;
      }
      records++;
      offset = record.offset();
      try {
        view.wrap(record.value());
      } catch (UndecodableRecordException e) {
        damages++;
        damage = new Damage(offset, record.value().length, null, e.getMessage());
        return Kind.DAMAGE;
      }
      if (view.timeMicros() >= toMicros) {
        return null;
      }
      if (view.timeMicros() >= fromMicros && !seen()) {
        return Kind.MESSAGE;
      }
    }
  }

  /** Most likely the name is wrong; those that were met on the way may help. */
  private void tellOthers() {
    LOG.warn(
        "{} has no record of session {}{}{}",
        part.topic(),
        part.session(),
        part.from() == null ? "" : " from " + part.from() + " on",
        others.isEmpty() ? "" : "; there are " + String.join(", ", others));
  }

  /** A proxy that was away from Kafka publishes what it is not sure of again. */
  private boolean seen() {
    long now = view.message().epoch();
    if (now == epoch && view.sequence() <= sequence) {
      return true;
    }
    epoch = now;
    sequence = view.sequence();
    return false;
  }

  private ConsumerRecord<byte[], byte[]> record() throws IOException {
    try {
      while (!polled.hasNext()) {
        if (consumer.position(partition, PATIENCE) >= end) {
          return null;
        }
        polled = consumer.poll(POLL).records(partition).iterator();
      }
    } catch (KafkaException e) {
      throw new IOException(partition.topic() + ": " + e.getMessage(), e);
    }
    ConsumerRecord<byte[], byte[]> record = polled.next();
    return record.offset() < end ? record : null;
  }

  @Override
  public Message message() {
    return view.message();
  }

  @Override
  public Direction direction() {
    return view.message().direction();
  }

  @Override
  public boolean timed() {
    return true;
  }

  @Override
  public long timeMicros() {
    return view.timeMicros();
  }

  @Override
  public PeerIdentity peer() {
    return PeerIdentity.NONE;
  }

  @Override
  public StateChange state() {
    throw new IllegalStateException("a topic of messages has no changes of state");
  }

  @Override
  public Damage damage() {
    return damage;
  }

  @Override
  public boolean dropped() {
    return false;
  }

  @Override
  public long offset() {
    return offset;
  }

  @Override
  public long records() {
    return records;
  }

  @Override
  public long damages() {
    return damages;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
