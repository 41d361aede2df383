package io.sluice.bench;

import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.WakeupException;

/** Copies records from one topic to another with a consumer and a producer. */
final class EchoStage implements AutoCloseable {
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread;

  EchoStage(KafkaLoop loop, String from, String to) {
    consumer = loop.consumer(from);
    KafkaProducer<byte[], byte[]> producer = loop.producer();
    thread =
        new Thread(
            () -> {
              try (consumer;
                  producer) {
                while (true) {
                  for (ConsumerRecord<byte[], byte[]> r : consumer.poll(Duration.ofSeconds(1))) {
                    producer.send(new ProducerRecord<>(to, 0, r.key(), r.value()));
                  }
                }
              } catch (WakeupException e) {
                // Closed.
              }
            },
            "bench-echo");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws InterruptedException {
    consumer.wakeup();
    thread.join();
  }
}
