package io.sluice.filters.streams;

import io.sluice.schemas.cluster.FaultLog;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes audit records with a producer of its own, so that they travel in large batches and never
 * stand between a verdict and the wire.
 */
public final class KafkaAuditSink implements AuditSink {
  private static final Logger log = LoggerFactory.getLogger(KafkaAuditSink.class);
  private static final int LINGER_MS = 50;
  private static final int BATCH = 128 << 10;

  private final String topic;
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicLong failures = new AtomicLong();
  private final FaultLog faults;
  private volatile Exception failure;
  private final Callback onStored =
      (metadata, e) -> {
        if (e != null) {
          failure = e;
          failures.incrementAndGet();
          faults(e);
        }
      };

  /**
   * @param topic full name of the audit topic
   * @param kafka settings of the clients; those that are none of a producer's are left out
   */
  public KafkaAuditSink(String topic, Map<String, Object> kafka) {
    this.topic = topic;
    this.faults = new FaultLog(log, "writing the audit", kafka);
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "sluice-audit");
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH);
    kafka.forEach(
        (name, value) -> {
          // Our own are for what is plugged into the producer.
          if (ProducerConfig.configNames().contains(name) || name.startsWith("sluice.")) {
            settings.put(name, value);
          }
        });
    this.producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public void send(byte[] key, byte[] value) {
    producer.send(new ProducerRecord<>(topic, key, value), onStored);
  }

  @Override
  public void flush() {
    producer.flush();
  }

  @Override
  public Exception failure() {
    return failure;
  }

  private void faults(Exception e) {
    faults.failed(e);
  }

  @Override
  public long failures() {
    return failures.get();
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(10));
  }

  /** Closes it without waiting: what is on its way is of messages that will be judged again. */
  void abandon() {
    producer.close(Duration.ZERO);
  }
}
