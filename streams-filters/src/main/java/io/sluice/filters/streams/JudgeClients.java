package io.sluice.filters.streams;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * The clients of the judge's threads. Before Streams commits offsets, whatever the occasion, it
 * flushes the thread's producer. Here that first sends off the verdicts that are still held in
 * runs, and waits for the audit. So offsets are never committed past a message that is not
 * answered, or whose audit record is not stored; if either failed, the flush fails, the thread is
 * replaced, and its messages are judged again from the last commit.
 */
final class JudgeClients implements KafkaClientSupplier {
  private final AuditSink audit;
  private final CommitHooks hooks;

  JudgeClients(AuditSink audit, CommitHooks hooks) {
    this.audit = audit;
    this.hooks = hooks;
  }

  /** A producer that does not count as flushed before all that belongs to its messages is. */
  private static final class ThoroughProducer extends KafkaProducer<byte[], byte[]> {
    private final AuditSink audit;
    private final CommitHooks hooks;

    /** Failures before this thread began are no business of its. */
    private final long failuresBefore;

    private volatile Exception failed;

    ThoroughProducer(Map<String, Object> settings, AuditSink audit, CommitHooks hooks) {
      super(settings, new ByteArraySerializer(), new ByteArraySerializer());
      this.audit = audit;
      this.hooks = hooks;
      this.failuresBefore = audit.failures();
    }

    @Override
    public void flush() {
      hooks.run(record -> send(record, this::sent));
      audit.flush();
      if (audit.failures() != failuresBefore) {
        throw new KafkaException(
            "audit records could not be stored; judging again from the last commit",
            audit.failure());
      }
      super.flush();
      if (failed != null) {
        throw new KafkaException("verdicts could not be stored", failed);
      }
    }

    private void sent(RecordMetadata metadata, Exception e) {
      if (e != null) {
        failed = e;
      }
    }
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return Admin.create(config);
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return new ThoroughProducer(config, audit, hooks);
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return new PatientConsumer(config, hooks);
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return getRestoreConsumer(config);
  }
}
