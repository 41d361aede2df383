package io.sluice.filters.streams;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * The clients of the judge's threads. Before Streams commits offsets, whatever the occasion, it
 * flushes the thread's producer: here that includes the audit. So offsets are never committed past
 * an audit record that is not stored; if one failed, the flush fails, the thread is replaced, and
 * its messages are judged again from the last commit.
 */
final class JudgeClients implements KafkaClientSupplier {
  private final AuditSink audit;

  JudgeClients(AuditSink audit) {
    this.audit = audit;
  }

  /** A producer that does not count as flushed before the audit is. */
  private static final class AuditedProducer extends KafkaProducer<byte[], byte[]> {
    private final AuditSink audit;

    /** Failures before this thread began are no business of its. */
    private final long failuresBefore;

    AuditedProducer(Map<String, Object> settings, AuditSink audit) {
      super(settings, new ByteArraySerializer(), new ByteArraySerializer());
      this.audit = audit;
      this.failuresBefore = audit.failures();
    }

    @Override
    public void flush() {
      audit.flush();
      if (audit.failures() != failuresBefore) {
        throw new AuditFailedException();
      }
      super.flush();
    }
  }

  /** An audit record could not be stored; its message is to be judged again. */
  static final class AuditFailedException extends KafkaException {
    private static final long serialVersionUID = 1L;

    AuditFailedException() {
      super("audit records could not be stored; judging again from the last commit");
    }
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return Admin.create(config);
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return new AuditedProducer(config, audit);
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return getConsumer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return getConsumer(config);
  }
}
