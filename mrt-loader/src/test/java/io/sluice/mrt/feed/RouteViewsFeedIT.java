package io.sluice.mrt.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.bgp.wire.ByteSink;
import io.sluice.bgp.wire.Bytes;
import io.sluice.mrt.ArchiveFormat;
import io.sluice.mrt.ArchiveReader;
import io.sluice.mrt.ArchiveReader.Kind;
import io.sluice.mrt.ArchiveWriter;
import io.sluice.mrt.Archives;
import io.sluice.mrt.ReadOptions;
import io.sluice.mrt.WriteOptions;
import io.sluice.mrt.read.RouteViewsReader;
import io.sluice.schemas.testing.TestBroker;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Topics as those of RouteViews, on a broker that goes away in between. */
class RouteViewsFeedIT {
  private static final String AMSIX = "routeviews.amsix.ams.64500.bmp_raw";
  private static final String CHICAGO = "routeviews.chicago.64501.bmp_raw";

  @TempDir static Path dir;
  private static TestBroker broker;

  @BeforeAll
  static void start() {
    broker = new TestBroker(dir.resolve("broker")).start();
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  private static void create(String... topics) throws Exception {
    try (Admin admin = broker.admin()) {
      List<NewTopic> fresh = new ArrayList<>();
      for (String topic : topics) {
        fresh.add(new NewTopic(topic, 1, (short) 1));
      }
      admin.createTopics(fresh).all().get();
    }
  }

  private static void send(String topic, List<byte[]> frames) {
    Map<String, Object> settings = new HashMap<>(broker.client());
    settings.put("key.serializer", ByteArraySerializer.class);
    settings.put("value.serializer", ByteArraySerializer.class);
    try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings)) {
      frames.forEach(frame -> producer.send(new ProducerRecord<>(topic, frame)));
    }
  }

  private static RouteViewsFeed feed(Path state, String... without) throws IOException {
    return new RouteViewsFeed(
        new RouteViewsOptions(
            broker.client(),
            Pattern.compile("^routeviews\\..+\\.bmp_raw$"),
            List.of(),
            List.of(without),
            state,
            Duration.ofMillis(50),
            Duration.ofSeconds(10),
            Duration.ofMinutes(3),
            true,
            0));
  }

  private static RouteViewsReader reader(RouteViewsFeed feed) {
    return new RouteViewsReader(feed, ReadOptions.DEFAULT, false);
  }

  /** The next so many messages or damages, as text. */
  private static List<String> next(ArchiveReader reader, int count) throws IOException {
    List<String> all = new ArrayList<>();
    while (all.size() < count) {
      Kind kind = reader.next();
      if (kind == Kind.MESSAGE) {
        var m = reader.message();
        all.add(m.tags() + " " + Bytes.hex(m.buffer(), m.offset(), m.length()));
      } else if (kind == Kind.DAMAGE) {
        all.add(reader.damage().reason());
      }
    }
    return all;
  }

  /** Frames of OpenBMP around the BMP messages of some withdrawals. */
  private static List<byte[]> frames(int from, int count, String router) throws IOException {
    List<byte[]> frames = new ArrayList<>();
    for (int i = from; i < from + count; i++) {
      ByteArrayOutputStream bmp = new ByteArrayOutputStream();
      try (ArchiveWriter writer = Archives.create(bmp, WriteOptions.of(ArchiveFormat.BMP))) {
        writer.message(Updates.of(Bytes.ofHex(update(i))));
      }
      for (byte[] one : split(bmp.toByteArray())) {
        frames.add(frame(one, router));
      }
    }
    return frames;
  }

  private static List<byte[]> split(byte[] bmp) {
    List<byte[]> all = new ArrayList<>();
    for (int at = 0; at < bmp.length; ) {
      int length = (int) Bytes.u32(bmp, at + 1);
      all.add(Arrays.copyOfRange(bmp, at, at + length));
      at += length;
    }
    return all;
  }

  static byte[] frame(byte[] bmp, String router) {
    byte[] admin = "machine".getBytes(StandardCharsets.US_ASCII);
    byte[] name = router.getBytes(StandardCharsets.US_ASCII);
    ByteSink out = new ByteSink();
    out.u32(0x4f424d50).u8(1).u8(7).u16(78 + admin.length + name.length).u32(bmp.length);
    out.u8(0x80).u8(12).u32(1_700_000_000L).u32(0).bytes(new byte[16]);
    out.u16(admin.length).bytes(admin).bytes(new byte[16]).bytes(new byte[16]);
    out.u16(name.length).bytes(name).u32(1).bytes(bmp);
    return out.toByteArray();
  }

  private static String update(int i) {
    return "ff".repeat(16) + "001b0200041810" + String.format("%04x", i) + "0000";
  }

  @Test
  void what_comes_is_read_once_though_the_broker_goes_away_and_the_run_ends() throws Exception {
    create(AMSIX);
    Path state = dir.resolve("state.json");
    send(AMSIX, frames(0, 3, "amsix.ams"));
    RouteViewsFeed feed = feed(state);
    try (ArchiveReader reader = reader(feed)) {
      // The first look fixes where it begins: at the end of what there is.
      Thread sending =
          new Thread(
              () -> {
                try {
                  feed.commit();
                  while (!Files.readString(state).contains(AMSIX)) {
                    Thread.sleep(20);
                    feed.commit();
                  }
                  send(AMSIX, frames(3, 4, "amsix.ams"));
                } catch (IOException | InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
      sending.start();
      List<String> first = next(reader, 4);
      sending.join();
      assertThat(first)
          .allMatch(
              one ->
                  one.startsWith(
                      "{COLLECTOR=amsix.ams, PEER_AS=64500, PEER_IP=192.0.2.9,"
                          + " RV_COLLECTOR=machine} "));
      assertThat(first.get(3)).endsWith(update(6));

      broker.stop();
      broker.start();
      send(AMSIX, frames(7, 2, "amsix.ams"));
      create(CHICAGO);
      assertThat(next(reader, 2)).last().asString().endsWith(update(8));
      // A topic that was not there before, of routers without a name, and damage in it.
      send(CHICAGO, List.of("OBMP nonsense".getBytes(StandardCharsets.US_ASCII)));
      send(CHICAGO, frames(9, 1, ""));
      List<String> other = next(reader, 2);
      assertThat(other.get(0)).isEqualTo(CHICAGO + ": no frame of OpenBMP");
      assertThat(other.get(1)).contains("COLLECTOR=chicago,").endsWith(update(9));
      feed.commit();
    }
    send(AMSIX, frames(10, 1, "amsix.ams"));
    try (ArchiveReader reader = reader(feed(state, "chicago"))) {
      // The last one that was given was not yet known to be kept; that was of the other topic.
      assertThat(next(reader, 1)).first().asString().endsWith(update(10));
    }
  }

  @Test
  void a_cluster_without_such_topics_is_told_and_one_that_is_not_there_given_up() {
    RouteViewsOptions none =
        new RouteViewsOptions(
            broker.client(),
            Pattern.compile("^nothing$"),
            List.of(),
            List.of(),
            null,
            Duration.ofMinutes(5),
            Duration.ofSeconds(10),
            Duration.ofMinutes(3),
            true,
            0);
    assertThatThrownBy(() -> next(reader(new RouteViewsFeed(none)), 1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("--topics");
    RouteViewsOptions away =
        new RouteViewsOptions(
            Map.of("bootstrap.servers", "127.0.0.1:1"),
            Pattern.compile("."),
            List.of(),
            List.of(),
            null,
            Duration.ofMinutes(5),
            Duration.ofMillis(300),
            Duration.ofMinutes(3),
            false,
            0);
    assertThatThrownBy(() -> next(reader(new RouteViewsFeed(away)), 1))
        .isInstanceOf(IOException.class);
  }

  @Test
  void the_same_comes_of_a_topic_as_of_a_file() throws Exception {
    List<byte[]> frames = frames(0, 5, "router");
    ByteSink file = new ByteSink();
    frames.forEach(file::bytes);
    ReadOptions options = ReadOptions.DEFAULT.withFormat(ArchiveFormat.OPENBMP);
    List<String> ofFile;
    try (ArchiveReader reader =
        Archives.open(new ByteArrayInputStream(file.toByteArray()), "", options)) {
      ofFile = next(reader, 5);
    }
    Feed feed = Updates.feed(frames);
    try (ArchiveReader reader = new RouteViewsReader(feed, ReadOptions.DEFAULT, false)) {
      assertThat(next(reader, 5))
          .extracting(one -> one.substring(one.indexOf('}')))
          .isEqualTo(ofFile.stream().map(one -> one.substring(one.indexOf('}'))).toList());
    }
  }
}
