package io.sluice.mrt.load;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes records and, with them, the position of the job: in transactions, so that whoever reads
 * committed records finds each once however often the load was killed; or without, and then some
 * may be there twice after that.
 */
final class TopicWriter implements AutoCloseable {
  private static final int BATCH = 256 << 10;
  private static final int LINGER_MILLIS = 20;
  // Whom to ask for a new transaction or group is not known at once, and work waits for it.
  private static final int RETRY_MILLIS = 10;
  private static final int MEMORY = 64 << 20;

  private final JobPosition position;
  private final boolean transactional;
  private final Admin admin;
  private final KafkaProducer<byte[], byte[]> producer;
  private volatile Exception failed;
  private boolean open;

  TopicWriter(Map<String, Object> kafka, JobPosition position, boolean transactional) {
    this.position = position;
    this.transactional = transactional;
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, MEMORY);
    settings.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, RETRY_MILLIS);
    settings.putAll(kafka);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    if (transactional) {
      settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, position.group());
    }
    admin = Admin.create(kafka);
    producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * Ends whatever a run before left open, and tells how far it came. When the job began stands in
   * the cluster before its first record does, for all its epochs are counted from then.
   */
  long begin() {
    if (transactional) {
      producer.initTransactions();
    }
    long records = position.read(admin);
    if (records == 0) {
      commit(0, "");
    }
    return records;
  }

  /**
   * Sends a record. It gets the time of now: a topic that keeps a week would drop what is dated
   * years ago at once.
   */
  void send(String topic, byte[] key, byte[] value) {
    if (!open) {
      open = true;
      if (transactional) {
        producer.beginTransaction();
      }
    }
    producer.send(
        new ProducerRecord<>(topic, key, value),
        (metadata, e) -> {
          if (e != null && failed == null) {
            failed = e;
          }
        });
  }

  /**
   * All that was sent stands, and the position with it.
   *
   * @throws KafkaException if not; the next run begins where the last commit was
   */
  void commit(long records, String where) {
    if (transactional) {
      if (!open) {
        producer.beginTransaction();
      }
      producer.sendOffsetsToTransaction(position.at(records, where), position.metadata());
      producer.commitTransaction();
    } else {
      producer.flush();
      if (failed != null) {
        throw new KafkaException("records could not be written: " + failed.getMessage(), failed);
      }
      position.write(admin, records, where);
    }
    open = false;
  }

  /**
   * The same, and waits until whoever reads committed records sees all of them: a transaction is
   * committed some time before that, and the next one cannot be until then.
   */
  void settle(long records, String where) {
    commit(records, where);
    if (transactional) {
      commit(records, where);
    }
  }

  @Override
  public void close() {
    // What is open is aborted by the broker, or by the next run.
    producer.close(failed == null ? Duration.ofSeconds(10) : Duration.ZERO);
    admin.close(Duration.ofSeconds(5));
  }
}
