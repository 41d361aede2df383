package io.sluice.bench;

import io.sluice.bgp.wire.Bytes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What the same way through the same broker costs without BGP: records to a topic, a stage that
 * copies them to another, and back. The settings of the clients are those that the proxy uses.
 */
public final class KafkaLoop implements AutoCloseable {
  /** Octets in flight, like the window of a session. */
  private static final int WINDOW = 4 << 20;

  private final String bootstrap;
  private final String name = "bench-" + UUID.randomUUID().toString().substring(0, 8);
  private final AutoCloseable stage;

  /** How the copying stage is built. */
  public enum Kind {
    /** A consumer and a producer in one thread: the least that Kafka can do. */
    ECHO,
    /** A Kafka Streams topology that forwards what it reads. */
    STREAMS
  }

  /** Creates the topics and starts the stage. */
  public KafkaLoop(String bootstrap, Kind kind) throws InterruptedException, ExecutionException {
    this.bootstrap = bootstrap;
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin
          .createTopics(
              List.of(new NewTopic(in(), 1, (short) 1), new NewTopic(out(), 1, (short) 1)))
          .all()
          .get();
    }
    stage =
        kind == Kind.ECHO
            ? new EchoStage(this, in(), out())
            : new StreamsStage(bootstrap, name, in(), out());
  }

  private String in() {
    return name + "-request";
  }

  private String out() {
    return name + "-reply";
  }

  /** A producer as the proxy has it. */
  KafkaProducer<byte[], byte[]> producer() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrap);
    settings.put("acks", "all");
    settings.put("linger.ms", 0);
    settings.put("batch.size", 128 << 10);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** A consumer of the only partition of a topic, from its end. */
  KafkaConsumer<byte[], byte[]> consumer(String topic) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrap);
    settings.put("enable.auto.commit", false);
    settings.put("auto.offset.reset", "earliest");
    settings.put("max.poll.records", 5000);
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.assign(List.of(new TopicPartition(topic, 0)));
    return consumer;
  }

  /** Hears each reply: its number and when it was polled. */
  private interface Reply {
    void arrived(int number, int length, long nanoTime);
  }

  private Thread receiver(int count, Reply reply) {
    Thread thread =
        new Thread(
            () -> {
              try (KafkaConsumer<byte[], byte[]> consumer = consumer(out())) {
                consumer.seekToEnd(consumer.assignment());
                consumer.assignment().forEach(consumer::position);
                for (int seen = 0; seen < count; ) {
                  var records = consumer.poll(Duration.ofSeconds(30));
                  long now = System.nanoTime();
                  if (records.isEmpty()) {
                    return;
                  }
                  for (ConsumerRecord<byte[], byte[]> r : records) {
                    reply.arrived(number(r.value()), r.value().length, now);
                    seen++;
                  }
                }
              }
            },
            name + "-receiver");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /**
   * As fast as it goes, a few MiB in flight.
   *
   * @param count how many records
   * @param size octets of each, at least 4
   * @return seconds from the first sent to the last received
   */
  public double flood(int count, int size) throws InterruptedException {
    Semaphore window = new Semaphore(WINDOW / size);
    long[] last = new long[1];
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      Thread receiver =
          receiver(
              count,
              (number, length, now) -> {
                last[0] = now;
                window.release();
              });
      Thread.sleep(1000);
      long began = System.nanoTime();
      for (int i = 0; i < count; i++) {
        window.acquire();
        producer.send(record(i, size));
      }
      receiver.join();
      return (last[0] - began) / 1e9;
    }
  }

  /** At a fixed rate; the times count from when each was due. */
  public Percentiles rate(double perSecond, double seconds, double warmSeconds, int size)
      throws InterruptedException {
    Latencies latencies = new Latencies(perSecond, seconds, warmSeconds);
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      Thread receiver =
          receiver(latencies.total(), (number, length, now) -> latencies.arrived(number, now));
      Thread.sleep(1000);
      latencies.send(i -> producer.send(record((int) i, size)));
      latencies.await(20);
      receiver.join(1000);
      return latencies.percentiles();
    }
  }

  private ProducerRecord<byte[], byte[]> record(int number, int size) {
    byte[] value = new byte[size];
    Bytes.putU32(value, 0, number);
    return new ProducerRecord<>(in(), 0, null, value);
  }

  private static int number(byte[] value) {
    return Bytes.i32(value, 0);
  }

  /** Stops the stage and deletes the topics. */
  @Override
  public void close() throws Exception {
    stage.close();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin.deleteTopics(List.of(in(), out())).all().get();
    }
  }
}
