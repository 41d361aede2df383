package io.sluice.mrt.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.Direction;
import io.sluice.bgp.Prefix;
import io.sluice.mrt.ReadOptions;
import io.sluice.schemas.Disposition;
import io.sluice.schemas.Topic;
import io.sluice.schemas.Topics;
import io.sluice.schemas.avro.SessionEvent;
import io.sluice.schemas.avro.SessionState;
import io.sluice.schemas.registry.SchemaIds;
import io.sluice.schemas.registry.TopicSchemaRegistry;
import io.sluice.schemas.testing.TestKafka;
import io.sluice.schemas.wire.AvroSerde;
import io.sluice.schemas.wire.BgpMessageView;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives into the topics of a real broker. */
class LoaderIT {
  private static final long T = 1_700_000_000_000_000L;
  private static final int PARTITIONS = 3;
  private static TestKafka broker;

  @TempDir static Path brokerDir;
  @TempDir Path dir;

  private Topics topics;
  private SchemaIds schemas;

  /** A message as it stands in a topic. */
  private record Loaded(
      String session,
      long epoch,
      long sequence,
      long time,
      String sender,
      Map<String, String> tags,
      byte[] wire) {}

  @BeforeAll
  static void start() {
    broker = TestKafka.start(brokerDir);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  private void tenant() {
    topics = broker.tenant(PARTITIONS);
    try (TopicSchemaRegistry registry =
        new TopicSchemaRegistry(topics.name(Topic.SCHEMAS), broker.client())) {
      schemas = SchemaIds.register(registry, topics);
    }
  }

  private LoadResult load(LoadOptions options) throws IOException {
    return load(options, new Quiet());
  }

  private LoadResult load(LoadOptions options, Quiet progress) throws IOException {
    return new Loader(
            options, ReadOptions.DEFAULT, broker.client(), topics, schemas, progress, () -> false)
        .run();
  }

  private List<ConsumerRecord<byte[], byte[]>> records(Topic topic) {
    Map<String, Object> settings = new HashMap<>(broker.client());
    settings.put("isolation.level", "read_committed");
    List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topics.name(topic)).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      // What read_committed calls the end lags behind a commit whose markers are on their way.
      Map<TopicPartition, Long> ends = ends(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(200)).forEach(all::add);
      }
    }
    return all;
  }

  private static Map<TopicPartition, Long> ends(List<TopicPartition> partitions) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            broker.client(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      return consumer.endOffsets(partitions);
    }
  }

  private List<Loaded> messages(Topic topic) {
    BgpMessageView view = new BgpMessageView();
    List<Loaded> all = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records(topic)) {
      view.wrap(record.value());
      assertThat(view.disposition()).isEqualTo(Disposition.REPLAYED);
      assertThat(record.key()).isEqualTo(view.origin().session().getBytes(StandardCharsets.UTF_8));
      all.add(
          new Loaded(
              view.origin().session(),
              view.origin().epoch(),
              view.sequence(),
              view.timeMicros(),
              view.origin().senderAddress() + " AS" + view.origin().senderAsn(),
              Map.copyOf(view.message().tags()),
              view.wire()));
    }
    return all;
  }

  @Test
  void eachMessageHasItsOctetsItsTimeAndASessionForItsPeer() throws Exception {
    tenant();
    long before = System.currentTimeMillis() * 1000;
    LoadInput file =
        new MrtFile()
            .message(T, 1, MrtFile.update(1))
            .message(T + 5, 2, MrtFile.update(2))
            .message(T + 7, 1, MrtFile.update(3))
            .write(dir.resolve("a.mrt"));
    LoadResult result = load(LoadOptions.all(List.of(file), "rrc99"));
    assertThat(result.complete()).isTrue();
    assertThat(result.messages()).isEqualTo(3);
    List<Loaded> of1 =
        messages(Topic.TO_RIGHT).stream().filter(m -> m.session.equals("192.0.2.1~rrc99")).toList();
    assertThat(of1).extracting(Loaded::sequence).containsExactly(1L, 2L);
    assertThat(of1).extracting(Loaded::time).containsExactly(T, T + 7);
    assertThat(of1)
        .extracting(Loaded::epoch)
        .allSatisfy(e -> assertThat(e).isBetween(before, System.currentTimeMillis() * 1000 + 999));
    assertThat(of1).extracting(Loaded::sender).containsOnly("192.0.2.1 AS64501");
    assertThat(of1).extracting(Loaded::wire).containsExactly(MrtFile.update(1), MrtFile.update(3));
    assertThat(messages(Topic.TO_RIGHT)).hasSize(3);
  }

  @Test
  void severalArchivesAreLoadedInOrderOfTime() throws Exception {
    tenant();
    MrtFile even = new MrtFile();
    MrtFile odd = new MrtFile();
    for (int i = 0; i < 100; i++) {
      (i % 2 == 0 ? even : odd).message(T + i * 1000, 1, MrtFile.update(i));
    }
    // Much later, and named first.
    LoadInput late =
        new MrtFile().message(T + 999_000_000, 1, MrtFile.update(100)).write(dir.resolve("0.mrt"));
    LoadInput a = odd.write(dir.resolve("1.mrt"));
    LoadInput b = even.write(dir.resolve("2.mrt"));
    load(LoadOptions.all(List.of(late, a, b), "rrc99"));
    assertThat(messages(Topic.TO_RIGHT))
        .extracting(Loaded::wire)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(0, 100).mapToObj(MrtFile::update).toList());
  }

  @Test
  void onlyWhatIsChosenIsLoaded() throws Exception {
    tenant();
    LoadInput file =
        new MrtFile()
            .message(T, 1, MrtFile.update(1))
            .message(T + 1_000_000, 1, MrtFile.update(2))
            .message(T + 1_000_000, 1, MrtFile.update(0x0102))
            .message(T + 1_000_000, 2, MrtFile.update(3))
            .message(T + 2_000_000, 1, MrtFile.update(4))
            .write(dir.resolve("a.mrt"));
    Instant from = Instant.ofEpochSecond(T / 1_000_000 + 1);
    LoadResult result =
        load(
            new LoadOptions(
                List.of(file),
                "rrc99",
                Direction.L,
                WantedPeers.of(List.of("AS64501")),
                Prefix.parse("10.0.0.0/16"),
                from,
                from.plusSeconds(1),
                0,
                true,
                null));
    assertThat(result.left()).isEqualTo(4);
    assertThat(messages(Topic.TO_LEFT)).extracting(Loaded::wire).containsExactly(MrtFile.update(2));
    assertThat(messages(Topic.TO_RIGHT)).isEmpty();
  }

  @Test
  void aChangeOfStateIsASessionEventAndBeginsAnIncarnation() throws Exception {
    tenant();
    LoadInput file =
        new MrtFile()
            .message(T, 1, MrtFile.update(1))
            .state(T + 10, 1, 6, 1)
            .state(T + 20, 1, 5, 6)
            .message(T + 30, 1, MrtFile.update(2))
            .write(dir.resolve("a.mrt"));
    LoadResult result = load(LoadOptions.all(List.of(file), "rrc99"));
    assertThat(result.states()).isEqualTo(2);
    AvroSerde<SessionEvent> serde = new AvroSerde<>(SessionEvent.class, schemas.id(Topic.SESSIONS));
    List<SessionEvent> events =
        records(Topic.SESSIONS).stream().map(r -> serde.decode(r.value())).toList();
    assertThat(events)
        .extracting(SessionEvent::getState)
        .containsExactly(SessionState.DOWN, SessionState.ESTABLISHED);
    assertThat(events.get(0).getMessagesRight()).isEqualTo(1);
    List<Loaded> messages = messages(Topic.TO_RIGHT);
    long first = messages.get(0).epoch;
    assertThat(messages).extracting(Loaded::epoch).containsExactly(first, first + 1);
    assertThat(messages).extracting(Loaded::sequence).containsExactly(1L, 1L);
    assertThat(events).extracting(SessionEvent::getEpoch).containsExactly(first, first + 1);
  }

  /** RFC 7854 4.2, 8671, 9069. */
  @Test
  void peersThatARouterTellsApartByMoreThanTheirAddressHaveSessionsOfTheirOwn() throws Exception {
    tenant();
    LoadInput file =
        new BmpFile()
            .message(0, 0, 0, MrtFile.update(1))
            .message(0, 0x40, 0, MrtFile.update(2))
            .message(0, 0x50, 0, MrtFile.update(3))
            .message(1, 0, 65000L << 32 | 1, MrtFile.update(4))
            .message(1, 0x10, 65000L << 32 | 1, MrtFile.update(5))
            .message(3, 0, 0, MrtFile.update(6))
            .message(0, 0x40, 0, MrtFile.update(7))
            .up(0, 0, 0)
            .message(0, 0x40, 0, MrtFile.update(8))
            .message(0, 0, 0, MrtFile.update(9))
            .message(1, 0, 65000L << 32 | 1, MrtFile.update(10))
            .up(1, 0x10, 65000L << 32 | 1)
            .message(1, 0, 65000L << 32 | 1, MrtFile.update(11))
            .write(dir.resolve("a.bmp"));
    load(LoadOptions.all(List.of(file), "rrc99"));
    List<Loaded> messages = messages(Topic.TO_RIGHT);
    long first = messages.stream().mapToLong(Loaded::epoch).min().orElseThrow();
    assertThat(messages)
        .extracting(m -> m.session + " " + (m.epoch - first) + " " + m.sequence)
        .containsExactlyInAnyOrder(
            "192.0.2.1~rrc99 0 1",
            "192.0.2.1~rrc99 1 1",
            "192.0.2.1+in-post~rrc99 0 1",
            "192.0.2.1+in-post~rrc99 0 2",
            "192.0.2.1+in-post~rrc99 1 1",
            "192.0.2.1+out-post~rrc99 0 1",
            "192.0.2.1+65000:1~rrc99 0 1",
            "192.0.2.1+65000:1~rrc99 0 2",
            "192.0.2.1+65000:1~rrc99 1 1",
            "192.0.2.1+out-pre+65000:1~rrc99 0 1",
            "unknown+loc~rrc99 0 1");
    assertThat(messages)
        .extracting(m -> m.session + " " + m.tags.get("RIB") + " " + m.tags.get("PEER_RD"))
        .contains(
            "192.0.2.1~rrc99 null null",
            "192.0.2.1+in-post~rrc99 in-post null",
            "192.0.2.1+out-pre+65000:1~rrc99 out-pre 65000:1",
            "unknown+loc~rrc99 loc null");
    assertThat(records(Topic.SESSIONS))
        .as("each is up for all the tables that are known of it")
        .extracting(r -> new String(r.key(), StandardCharsets.UTF_8))
        .containsExactlyInAnyOrder(
            "192.0.2.1~rrc99",
            "192.0.2.1+in-post~rrc99",
            "192.0.2.1+out-post~rrc99",
            "192.0.2.1+65000:1~rrc99",
            "192.0.2.1+out-pre+65000:1~rrc99");
  }

  /** Who recognises repetition by session, epoch and sequence would take one for the other. */
  @Test
  void aLaterJobOfTheSameArchiveBeginsLaterIncarnations() throws Exception {
    tenant();
    LoadInput file =
        new MrtFile()
            .message(T, 1, MrtFile.update(1))
            .message(T, 1, MrtFile.update(0x0102))
            .message(T + 1, 1, MrtFile.update(2))
            .write(dir.resolve("a.mrt"));
    load(chosen(file, "10.0.0.0/16", "a"));
    load(chosen(file, "10.1.0.0/16", "b"));
    List<Loaded> messages = messages(Topic.TO_RIGHT);
    assertThat(messages).extracting(Loaded::sequence).containsExactly(1L, 2L, 1L);
    assertThat(messages.get(1).epoch).isEqualTo(messages.get(0).epoch);
    assertThat(messages.get(2).epoch).isGreaterThan(messages.get(0).epoch);
  }

  private static LoadOptions chosen(LoadInput file, String prefix, String job) {
    return new LoadOptions(
        List.of(file),
        "rrc99",
        Direction.R,
        WantedPeers.ALL,
        Prefix.parse(prefix),
        null,
        null,
        0,
        true,
        job);
  }

  @Test
  void whatIsDamagedIsToldAndTheRestIsLoaded() throws Exception {
    tenant();
    MrtFile file = new MrtFile();
    for (int i = 0; i < 20; i++) {
      file.message(T + i, 1, MrtFile.update(i));
    }
    file.rubbish(100);
    for (int i = 20; i < 40; i++) {
      file.message(T + i, 1, MrtFile.update(i));
    }
    Quiet progress = new Quiet();
    LoadResult result =
        load(LoadOptions.all(List.of(file.write(dir.resolve("a.mrt"))), "rrc99"), progress);
    assertThat(result.damages()).isEqualTo(1);
    assertThat(progress.damages).hasSize(1);
    assertThat(messages(Topic.TO_RIGHT)).hasSize(40);
  }

  @Test
  void aLoadThatIsDoneIsNotDoneAgain() throws Exception {
    tenant();
    LoadInput file = new MrtFile().message(T, 1, MrtFile.update(1)).write(dir.resolve("a.mrt"));
    load(LoadOptions.all(List.of(file), "rrc99"));
    LoadResult again = load(LoadOptions.all(List.of(file), "rrc99"));
    assertThat(again.messages()).isZero();
    assertThat(again.resumed()).isEqualTo(1);
    assertThat(messages(Topic.TO_RIGHT)).hasSize(1);
  }

  @Test
  void withoutTransactionsALoadGoesOnWhereItWasStopped() throws Exception {
    tenant();
    MrtFile file = new MrtFile();
    for (int i = 0; i < 30_000; i++) {
      file.message(T + i, 1, MrtFile.update(i));
    }
    LoadInput input = file.write(dir.resolve("a.mrt"));
    LoadOptions options =
        new LoadOptions(
            List.of(input),
            "rrc99",
            Direction.R,
            WantedPeers.ALL,
            null,
            null,
            null,
            0,
            false,
            "mine");
    long[] asked = {0};
    LoadResult first =
        new Loader(
                options,
                ReadOptions.DEFAULT,
                broker.client(),
                topics,
                schemas,
                new Quiet(),
                () -> ++asked[0] > 10_000)
            .run();
    assertThat(first.complete()).isFalse();
    LoadResult second = load(options);
    assertThat(second.complete()).isTrue();
    assertThat(first.messages() + second.messages()).isEqualTo(30_000);
    assertThat(messages(Topic.TO_RIGHT)).hasSize(30_000);
    assertThat(messages(Topic.TO_RIGHT).stream().mapToLong(Loaded::epoch).distinct()).hasSize(1);
  }

  @Test
  void aLoadThatIsKilledTenTimesLeavesEachRecordOnce() throws Exception {
    tenant();
    int count = 600_000;
    int peers = 7;
    MrtFile file = new MrtFile();
    for (int i = 0; i < count; i++) {
      file.message(T + i, 1 + i % peers, MrtFile.update(i / peers % 65536));
    }
    Path path = dir.resolve("a.mrt");
    file.write(path);
    Random random = new Random(5);
    int killed = 0;
    while (killed < 10) {
      Process process = process(path);
      // Some die while they start, most while they write.
      if (process.waitFor(400 + random.nextInt(1200), TimeUnit.MILLISECONDS)) {
        break;
      }
      process.destroyForcibly().waitFor();
      killed++;
    }
    Process last = process(path);
    assertThat(last.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(last.exitValue()).isZero();
    Map<String, Long> next = new HashMap<>();
    for (Loaded m : messages(Topic.TO_RIGHT)) {
      assertThat(m.sequence).isEqualTo(next.merge(m.session, 1L, Long::sum));
    }
    assertThat(next).hasSize(peers);
    assertThat(next.values().stream().mapToLong(n -> n).sum()).isEqualTo(count);
    assertThat(killed).as("how often it was killed before it was done").isGreaterThan(2);
  }

  private Process process(Path archive) throws IOException {
    return new ProcessBuilder(
            System.getProperty("java.home") + "/bin/java",
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            LoadProcess.class.getName(),
            broker.bootstrap(),
            topics.prefix(),
            archive.toString())
        .redirectErrorStream(true)
        .redirectOutput(new File("target/load-process.log"))
        .start();
  }
}
