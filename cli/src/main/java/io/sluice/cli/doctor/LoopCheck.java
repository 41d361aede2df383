package io.sluice.cli.doctor;

import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Header;
import io.sluice.bgp.MessageType;
import io.sluice.schemas.Disposition;
import io.sluice.schemas.Judgement;
import io.sluice.schemas.MessageOrigin;
import io.sluice.schemas.Topic;
import io.sluice.schemas.UndecodableRecordException;
import io.sluice.schemas.registry.SchemaIds;
import io.sluice.schemas.registry.SchemaRegistry;
import io.sluice.schemas.wire.BgpMessageEncoder;
import io.sluice.schemas.wire.VerdictCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The round trip that every message makes: a KEEPALIVE that wants a verdict, in each partition of
 * both message topics, and the verdicts on them. They belong to a session that no proxy has, so no
 * router sees them, and no stage counts a KEEPALIVE; judges print it, if they print, and audit it.
 */
final class LoopCheck {
  /** The session of the probes. */
  static final String SESSION = "sluice-doctor";

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(50);

  private final Patient patient;
  private final ConcurrentLinkedQueue<ClockReading> clocks = new ConcurrentLinkedQueue<>();

  LoopCheck(Patient patient) {
    this.patient = patient;
  }

  /** What the clocks of the judges showed, after a look. */
  List<ClockReading> clocks() {
    return List.copyOf(clocks);
  }

  List<Finding> look() throws Exception {
    int id;
    try (SchemaRegistry registry = patient.registry()) {
      OptionalInt known =
          registry.lookUp(
              patient.topics().subject(Topic.TO_RIGHT),
              SchemaIds.schema(Topic.TO_RIGHT).toString());
      if (known.isEmpty()) {
        return List.of(Finding.unchecked("for the schema of messages is not registered"));
      }
      id = known.getAsInt();
    }
    String right = patient.topics().name(Topic.TO_RIGHT);
    String left = patient.topics().name(Topic.TO_LEFT);
    String verdicts = patient.topics().name(Topic.VERDICTS);
    var described =
        patient.admin().describeTopics(List.of(right, left, verdicts)).allTopicNames().get();
    int count = described.get(verdicts).partitions().size();
    TopicPartition answers = new TopicPartition(verdicts, Math.floorMod(System.nanoTime(), count));
    Trip trip = new Trip(answers.partition(), id);
    for (Direction direction : Direction.values()) {
      String topic = direction == Direction.R ? right : left;
      described
          .get(topic)
          .partitions()
          .forEach(p -> trip.add(new TopicPartition(topic, p.partition()), direction));
    }
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(answers)) {
      send(trip);
      receive(trip, consumer);
    } catch (AuthorizationException e) {
      return List.of(
          Finding.unchecked(
              "for this user may not write messages and read verdicts, as that of the proxy may"));
    }
    return findings(trip);
  }

  /** The probes of one look. */
  private static final class Trip {
    private final long epoch = System.currentTimeMillis() * 1000;
    private final int answers;
    private final int schema;
    private final Map<Long, TopicPartition> waiting = new TreeMap<>();
    private final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    private final TreeSet<String> policies = new TreeSet<>();
    private long began;
    private long slowestMillis;

    Trip(int answers, int schema) {
      this.answers = answers;
      this.schema = schema;
    }

    void add(TopicPartition partition, Direction direction) {
      long sequence = records.size() + 1L;
      MessageOrigin origin =
          new MessageOrigin(SESSION, epoch, direction, "", 0, "", 0, DecodeContext.AS4, answers);
      byte[] keepalive = new byte[Header.LENGTH];
      Arrays.fill(keepalive, 0, Header.MARKER_LENGTH, (byte) 0xff);
      keepalive[Header.LENGTH_OFFSET + 1] = Header.LENGTH;
      keepalive[Header.TYPE_OFFSET] = (byte) MessageType.KEEPALIVE.code();
      byte[] value =
          new BgpMessageEncoder(schema, origin)
              .encode(
                  Disposition.GATED,
                  sequence,
                  epoch,
                  MessageType.KEEPALIVE.code(),
                  keepalive,
                  0,
                  keepalive.length);
      records.add(
          new ProducerRecord<>(
              partition.topic(),
              partition.partition(),
              SESSION.getBytes(StandardCharsets.UTF_8),
              value));
      waiting.put(sequence, partition);
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer(TopicPartition answers) {
    Map<String, Object> settings = new HashMap<>(patient.client());
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) POLL.toMillis());
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    try {
      consumer.assign(List.of(answers));
      consumer.seekToEnd(List.of(answers));
      consumer.position(answers);
      return consumer;
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  private void send(Trip trip) throws InterruptedException, ExecutionException {
    Map<String, Object> settings = new HashMap<>(patient.client());
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      trip.began = System.currentTimeMillis();
      List<Future<?>> sent = new ArrayList<>();
      trip.records.forEach(record -> sent.add(producer.send(record)));
      for (Future<?> one : sent) {
        one.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException denied) {
        throw denied;
      }
      throw e;
    }
  }

  private void receive(Trip trip, KafkaConsumer<byte[], byte[]> consumer) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    VerdictCodec codec = new VerdictCodec();
    while (!trip.waiting.isEmpty() && System.nanoTime() < end) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (record.value() != null
            && record.key() != null
            && SESSION.equals(new String(record.key(), StandardCharsets.UTF_8))) {
          try {
            take(trip, codec.decode(record.value()));
          } catch (UndecodableRecordException e) {
            // No verdict of ours.
          }
        }
      }
    }
  }

  private void take(Trip trip, Judgement verdict) {
    if (verdict.epoch() != trip.epoch) {
      return;
    }
    long now = System.currentTimeMillis();
    for (int i = 0; i < verdict.count(); i++) {
      if (trip.waiting.remove(verdict.sequence() + i) != null) {
        trip.slowestMillis = now - trip.began;
      }
    }
    trip.policies.add(verdict.reason().policyVersion());
    long theirs = verdict.timeMicros() / 1000;
    clocks.add(new ClockReading("the judges", theirs, theirs, trip.began, now));
  }

  private List<Finding> findings(Trip trip) {
    List<Finding> findings = new ArrayList<>();
    int all = trip.records.size();
    if (!trip.waiting.isEmpty()) {
      findings.add(
          Finding.fail(
              "no verdict within "
                  + PATIENCE.toSeconds()
                  + " s on what was written to "
                  + (trip.waiting.size() == all ? "any partition" : trip.waiting.values()),
              "see the log of the judge that has it, and its GET /health; start it anew"));
    }
    String ours = patient.plan().judges().policyVersion();
    if (!patient.plan().sessions().isEmpty()
        && trip.policies.stream().anyMatch(p -> !p.equals(ours))) {
      findings.add(
          Finding.warn(
              "judges go by policy " + trip.policies + ", what is written here is " + ours,
              "start the judges anew with this file or command line"));
    }
    if (findings.isEmpty()) {
      findings.add(
          Finding.ok(
              "verdicts on messages in all "
                  + all
                  + " partitions, the last after "
                  + trip.slowestMillis
                  + " ms"));
    }
    return findings;
  }
}
