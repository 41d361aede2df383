package io.sluice.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.bgp.Notification;
import io.sluice.proxy.speaker.SessionEnd;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllInOneIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path dir;
  private TwoSpeakers speakers;

  @BeforeEach
  void speakers() throws Exception {
    speakers = new TwoSpeakers();
  }

  @AfterEach
  void end() {
    speakers.close();
  }

  private SluiceCommand start(String... words) {
    return SluiceCommand.start(dir, "sluice", words);
  }

  @Test
  void what_passes_leaves_byte_for_byte_what_is_refused_is_withdrawn_and_a_signal_ends_it_orderly()
      throws Exception {
    try (SluiceCommand sluice =
        start(
            "-o",
            "-e",
            "all",
            "--warm-up",
            "0",
            "--",
            "listen",
            "127.0.0.1:0",
            "--",
            "limit",
            "-LR",
            "--ipv4",
            "--max-length",
            "24",
            "--",
            "connect",
            speakers.rightAddress())) {
      speakers.connect(sluice.awaitListening());
      List<byte[]> routes = TwoSpeakers.routes(300, 24);
      speakers.left().announce(routes);
      await().atMost(PATIENCE).until(() -> speakers.atRight().size() == 300);
      assertThat(speakers.right().sha256()).isEqualTo(sha256(routes));

      // The same prefix, longer than allowed: refused, and nothing else is touched.
      speakers.left().announce(TwoSpeakers.announce(10, 0, 7, 28));
      speakers.endOfRib();
      await().atMost(PATIENCE).until(() -> speakers.right().counters().endsOfRib() == 1);
      assertThat(speakers.atRight())
          .hasSize(300)
          .contains("10.0.7.0/24")
          .noneMatch(p -> p.endsWith("/28"));
      assertThat(speakers.right().counters().withdrawn()).isEqualTo(1);

      await().atMost(PATIENCE).until(() -> sluice.out().lines().count() >= 304);
      assertThat(sluice.out().lines().toList())
          .anyMatch(line -> line.contains("\"OPEN\"") && line.contains("\"R\""))
          .anyMatch(line -> line.contains("\"OPEN\"") && line.contains("\"L\""))
          .anyMatch(line -> line.contains("\"reach\":[\"10.0.7.0/24\"]"))
          .anyMatch(line -> line.contains("\"unreach\":[\"10.0.7.0/28\"]"));
      assertThat(sluice.err()).contains("ESTABLISHED");
      await().atMost(PATIENCE).until(() -> sluice.err().contains("limit/long"));

      sluice.terminate();
      sluice.awaitExit(0);
      for (SessionEnd end :
          List.of(
              speakers.left().end().get(30, TimeUnit.SECONDS),
              speakers.right().end().get(30, TimeUnit.SECONDS))) {
        assertThat(end.received()).isNotNull();
        assertThat(Notification.code(end.received())).isEqualTo(Notification.CEASE);
      }
      assertThat(sluice.err()).doesNotContain("WARN").doesNotContain("ERROR");
    }
  }

  @Test
  void an_event_that_kills_ends_the_session_with_a_cease_and_the_process_with_status_1()
      throws Exception {
    try (SluiceCommand sluice =
        start(
            "--warm-up",
            "0",
            "--kill",
            "limit/session",
            "--",
            "listen",
            "127.0.0.1:0",
            "--",
            "limit",
            "-LR",
            "--ipv4",
            "--session",
            "10",
            "--",
            "connect",
            speakers.rightAddress())) {
      speakers.connect(sluice.awaitListening());
      speakers.left().announce(TwoSpeakers.routes(11, 24));
      SessionEnd end = speakers.left().end().get(30, TimeUnit.SECONDS);
      assertThat(Notification.code(end.received())).isEqualTo(Notification.CEASE);
      assertThat(Notification.subcode(end.received())).isEqualTo(Notification.MAXIMUM_PREFIXES);
      sluice.awaitExit(1);
      assertThat(sluice.err()).contains("session killed").contains("limit/session");
    }
  }

  @Test
  void a_session_limit_still_holds_after_a_restart_on_the_same_data() throws Exception {
    String[] words = {
      "--warm-up",
      "0",
      "--session",
      "x",
      "--",
      "listen",
      "127.0.0.1:0",
      "--",
      "limit",
      "-LR",
      "--ipv4",
      "--session",
      "10",
      "--",
      "connect",
      speakers.rightAddress()
    };
    try (SluiceCommand sluice = start(words)) {
      speakers.connect(sluice.awaitListening());
      speakers.left().announce(TwoSpeakers.routes(12, 24));
      speakers.endOfRib();
      await().atMost(PATIENCE).until(() -> speakers.right().counters().endsOfRib() == 1);
      assertThat(speakers.atRight()).hasSize(10);
      sluice.terminate();
      sluice.awaitExit(0);
    }
    try (SluiceCommand sluice = start(words)) {
      speakers.connect(sluice.awaitListening());
      speakers.left().announce(TwoSpeakers.routes(12, 24));
      speakers.endOfRib();
      await().atMost(PATIENCE).until(() -> speakers.right().counters().endsOfRib() == 1);
      assertThat(speakers.atRight()).hasSize(10);
    }
  }

  private static String sha256(List<byte[]> messages) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    messages.forEach(digest::update);
    return HexFormat.of().formatHex(digest.digest());
  }
}
