package io.sluice.proxy.verdict;

import io.sluice.schemas.UndecodableRecordException;
import io.sluice.schemas.cluster.FaultLog;
import io.sluice.schemas.trace.TraceHeader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the verdicts of this proxy's partition from its end on, and hands those of one poll to each
 * session as one.
 */
public final class VerdictReader implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(VerdictReader.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final long PAUSE_MILLIS = 200;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final FaultLog faults;
  private final LongAdder foreign;
  private final LongAdder undecodable;
  private final boolean traced;
  private final VerdictDecoder decoder = new VerdictDecoder();
  private final Thread thread = new Thread(this::run, "io.sluice.proxy.verdicts");
  private volatile Map<ByteBuffer, VerdictSink> sessions = Map.of();
  private volatile boolean closing;

  /**
   * Positions itself at the end of the partition; returns when it has.
   *
   * @param kafka settings of the client
   * @param foreign counts verdicts for sessions that are not here
   * @param undecodable counts records that are no verdicts
   * @param traced whether verdicts may be traced
   * @throws KafkaException if Kafka does not answer in time
   */
  public VerdictReader(
      Map<String, Object> kafka,
      TopicPartition partition,
      LongAdder foreign,
      LongAdder undecodable,
      boolean traced) {
    this.foreign = foreign;
    this.undecodable = undecodable;
    this.traced = traced;
    this.faults = new FaultLog(log, "reading verdicts", kafka);
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "sluice-verdicts");
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 500);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5000);
    settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    settings.putAll(kafka);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    try {
      consumer.assign(List.of(partition));
      consumer.seekToEnd(List.of(partition));
      consumer.position(partition);
    } catch (KafkaException e) {
      consumer.close();
      throw e;
    }
    thread.setDaemon(true);
  }

  /** Begins to read. */
  public void start() {
    thread.start();
  }

  /** Hands the verdicts of a session to a sink from now on. */
  public synchronized void add(String session, VerdictSink sink) {
    Map<ByteBuffer, VerdictSink> more = new HashMap<>(sessions);
    more.put(key(session), sink);
    sessions = more;
  }

  /** Knows a session no more. */
  public synchronized void remove(String session) {
    Map<ByteBuffer, VerdictSink> fewer = new HashMap<>(sessions);
    fewer.remove(key(session));
    sessions = fewer;
  }

  private static ByteBuffer key(String session) {
    return ByteBuffer.wrap(session.getBytes(StandardCharsets.UTF_8));
  }

  private void run() {
    IdentityHashMap<VerdictSink, VerdictBatch> batches = new IdentityHashMap<>();
    while (!closing) {
      try {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        faults.works();
        VerdictSink lastSink = null;
        VerdictBatch lastBatch = null;
        byte[] lastKey = null;
        for (ConsumerRecord<byte[], byte[]> record : records) {
          byte[] key = record.key();
          if (lastSink == null || !Arrays.equals(key, lastKey)) {
            lastSink = key == null ? null : sessions.get(ByteBuffer.wrap(key));
            if (lastSink == null) {
              foreign.increment();
              continue;
            }
            lastKey = key;
            lastBatch = batches.computeIfAbsent(lastSink, s -> new VerdictBatch());
          }
          decode(record, lastBatch);
        }
        batches.forEach(VerdictSink::verdicts);
        batches.clear();
      } catch (WakeupException e) {
        // Told to look whether it is to end.
      } catch (KafkaException e) {
        faults.failed(e);
        pause();
      }
    }
    consumer.close();
  }

  private void decode(ConsumerRecord<byte[], byte[]> record, VerdictBatch into) {
    try {
      if (record.value() == null) {
        undecodable.increment();
        return;
      }
      decoder.decode(record.value(), into);
      if (traced) {
        into.trace(TraceHeader.read(record.headers()));
      }
    } catch (UndecodableRecordException e) {
      undecodable.increment();
      log.warn(
          "{}-{} offset {}: no verdict: {}",
          record.topic(),
          record.partition(),
          record.offset(),
          e.getMessage());
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing = true;
    consumer.wakeup();
    try {
      thread.join(5000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
