package io.sluice.filters.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

class JudgeClientsTest {
  private final List<String> calls = new ArrayList<>();
  private final CommitHooks hooks = new CommitHooks();

  private final AuditSink audit =
      new AuditSink() {
        @Override
        public void send(byte[] key, byte[] value) {}

        @Override
        public void flush() {
          calls.add("audit");
        }

        @Override
        public long failures() {
          return calls.contains("fail") ? 1 : 0;
        }

        @Override
        public Exception failure() {
          return null;
        }

        @Override
        public void close() {}
      };

  private Producer<byte[], byte[]> producer() {
    return new JudgeClients(audit, hooks).getProducer(Map.of("bootstrap.servers", "127.0.0.1:9"));
  }

  @Test
  void flushingTheProducerOfAThreadFlushesRunsAndAuditFirst() {
    hooks.add(p -> calls.add("runs"));
    try (Producer<byte[], byte[]> producer = producer()) {
      producer.flush();
      assertThat(calls).containsExactly("runs", "audit");
      producer.close(Duration.ZERO);
    }
  }

  @Test
  void anAuditRecordThatCouldNotBeStoredKeepsOffsetsFromBeingCommitted() {
    try (Producer<byte[], byte[]> producer = producer()) {
      producer.flush();
      calls.add("fail");
      assertThatThrownBy(producer::flush)
          .isInstanceOf(KafkaException.class)
          .hasMessageContaining("audit");
      producer.close(Duration.ZERO);
    }
    try (Producer<byte[], byte[]> next = producer()) {
      next.flush();
      next.close(Duration.ZERO);
    }
  }

  @Test
  void hooksBelongToTheirThread() throws InterruptedException {
    Thread other = new Thread(() -> hooks.add(p -> calls.add("other")));
    other.start();
    other.join();
    CommitHooks.Hook mine = p -> calls.add("mine");
    hooks.add(mine);
    hooks.run(null);
    assertThat(calls).containsExactly("mine");
    hooks.remove(mine);
    hooks.run(null);
    assertThat(calls).containsExactly("mine");
  }
}
