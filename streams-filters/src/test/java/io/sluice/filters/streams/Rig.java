package io.sluice.filters.streams;

import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import io.sluice.filters.Judge;
import io.sluice.filters.JudgeConfig;
import io.sluice.filters.Pipeline;
import io.sluice.schemas.Disposition;
import io.sluice.schemas.Judgement;
import io.sluice.schemas.MessageOrigin;
import io.sluice.schemas.Topic;
import io.sluice.schemas.Topics;
import io.sluice.schemas.registry.SchemaIds;
import io.sluice.schemas.registry.TopicSchemaRegistry;
import io.sluice.schemas.testing.TestKafka;
import io.sluice.schemas.wire.BgpMessageEncoder;
import io.sluice.schemas.wire.VerdictCodec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A tenant on a real broker, with what a proxy does: publish messages, read verdicts. */
final class Rig implements AutoCloseable {
  /** On a cluster, a new group alone takes seconds. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  final TestKafka broker;
  final Topics topics;
  final SchemaIds schemas;
  private final int partitions;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Map<MessageOrigin, BgpMessageEncoder> encoders = new HashMap<>();
  private final Map<Topic, KafkaConsumer<byte[], byte[]>> readers = new HashMap<>();

  Rig(TestKafka broker, int partitions) {
    this.broker = broker;
    this.partitions = partitions;
    this.topics = broker.tenant(partitions);
    try (TopicSchemaRegistry registry =
        new TopicSchemaRegistry(topics.name(Topic.SCHEMAS), broker.client())) {
      schemas = SchemaIds.register(registry, topics);
    }
    Map<String, Object> settings = broker.client();
    settings.put("linger.ms", 0);
    producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  JudgeConfig config(Pipeline pipeline, int standbys, Path stateDir) {
    return new JudgeConfig(null, broker.client(), topics, schemas, pipeline, 1, standbys, stateDir);
  }

  Judge judge(Pipeline pipeline, Path stateDir) {
    Judge judge = new Judge(config(pipeline, 0, stateDir));
    judge.start();
    if (!judge.awaitRunning(PATIENCE)) {
      throw new AssertionError("the judge is " + judge.state());
    }
    return judge;
  }

  static MessageOrigin origin(String session, long epoch, Direction direction, int partition) {
    return new MessageOrigin(
        session, epoch, direction, "192.0.2.1", 1, "192.0.2.2", 2, DecodeContext.AS4, partition);
  }

  void publish(MessageOrigin origin, long sequence, byte[] wire) {
    boolean ungated = wire[18] == 3 || wire[18] == 4;
    publish(origin, ungated ? Disposition.UNGATED : Disposition.GATED, sequence, wire);
  }

  void publish(MessageOrigin origin, Disposition disposition, long sequence, byte[] wire) {
    byte[] value =
        encoders
            .computeIfAbsent(origin, o -> new BgpMessageEncoder(schemas.id(Topic.TO_RIGHT), o))
            .encode(disposition, sequence, sequence, wire[18], wire, 0, wire.length);
    raw(origin.direction(), origin.session().getBytes(StandardCharsets.UTF_8), value);
  }

  void raw(Direction direction, byte[] key, byte[] value) {
    Topic topic = direction == Direction.R ? Topic.TO_RIGHT : Topic.TO_LEFT;
    producer.send(new ProducerRecord<>(topics.name(topic), key, value));
  }

  void flush() {
    producer.flush();
  }

  /** Reads a topic from where it was left, until enough is there. */
  List<ConsumerRecord<byte[], byte[]>> read(
      Topic topic, Predicate<List<ConsumerRecord<byte[], byte[]>>> enough) {
    KafkaConsumer<byte[], byte[]> consumer =
        readers.computeIfAbsent(
            topic,
            t -> {
              Map<String, Object> settings = broker.client();
              settings.put("auto.offset.reset", "earliest");
              KafkaConsumer<byte[], byte[]> c =
                  new KafkaConsumer<>(
                      settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
              List<TopicPartition> all = new ArrayList<>();
              for (int i = 0; i < t.partitions(partitions); i++) {
                all.add(new TopicPartition(topics.name(t), i));
              }
              c.assign(all);
              return c;
            });
    List<ConsumerRecord<byte[], byte[]>> got = new ArrayList<>();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!enough.test(got)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("only " + got.size() + " records came to " + topic);
      }
      consumer.poll(Duration.ofMillis(50)).forEach(got::add);
    }
    return got;
  }

  /** Reads verdicts until they cover so many messages. */
  List<Judgement> verdicts(int messages) {
    VerdictCodec codec = new VerdictCodec();
    List<Judgement> verdicts = new ArrayList<>();
    read(
        Topic.VERDICTS,
        got -> {
          verdicts.clear();
          got.forEach(r -> verdicts.add(codec.decode(r.value())));
          return verdicts.stream().mapToInt(Judgement::count).sum() >= messages;
        });
    return verdicts;
  }

  /** The partitions that hold verdicts. */
  List<Integer> partitionsOfVerdicts() {
    KafkaConsumer<byte[], byte[]> consumer = readers.get(Topic.VERDICTS);
    List<Integer> some = new ArrayList<>();
    consumer
        .endOffsets(consumer.assignment())
        .forEach(
            (partition, end) -> {
              if (end > 0) {
                some.add(partition.partition());
              }
            });
    return some;
  }

  @Override
  public void close() {
    producer.close();
    readers.values().forEach(KafkaConsumer::close);
  }
}
