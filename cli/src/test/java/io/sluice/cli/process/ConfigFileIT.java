package io.sluice.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.bgp.Notification;
import io.sluice.cli.Outcome;
import io.sluice.proxy.speaker.SessionEnd;
import io.sluice.proxy.speaker.SpeakerSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Halves of a bridge, each a process of its own, set up by one file. */
class ConfigFileIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Pattern JUDGING = Pattern.compile("judging by policy");
  private static final int OTHER_CONFIGURATION_CHANGE = 6;
  private static final int PEER_DECONFIGURED = 3;

  @TempDir static Path shared;
  @TempDir Path dir;
  private static SluiceCommand broker;
  private static String kafka;
  private static String registry;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = SluiceCommand.start(shared, "broker", "broker");
    kafka = broker.awaitLog(Pattern.compile("broker at (\\S+),")).group(1);
    registry = broker.awaitLog(Pattern.compile("schema registry at (\\S+)")).group(1);
  }

  @AfterAll
  static void stopBroker() throws Exception {
    broker.terminate();
    broker.awaitExit(0);
  }

  @Test
  void every_command_of_the_page_does_what_it_is_for() throws Exception {
    Path root = DocumentedCommands.root();
    List<SluiceCommand> running = new ArrayList<>();
    try (TwoSpeakers speakers = new TwoSpeakers()) {
      Path file = dir.resolve("bridge.yaml");
      Files.writeString(file, example(root.resolve("docs/bridge.yaml"), speakers.rightAddress()));
      for (List<String> shown : DocumentedCommands.of(root.resolve("docs/configuration.md"))) {
        String[] words =
            shown.stream()
                .skip(1)
                .map(word -> word.equals("docs/bridge.yaml") ? file.toString() : word)
                .toArray(String[]::new);
        if (words[0].equals("filters")) {
          running.add(SluiceCommand.start(dir, "filters", words));
          running.get(0).awaitLog(JUDGING);
        } else if (words[0].equals("proxy")) {
          running.add(SluiceCommand.start(dir, "proxy", words));
          speakers.connect(running.get(1).awaitListening());
          speakers.left().announce(TwoSpeakers.announce(11, 0, 0, 24));
          await().atMost(PATIENCE).until(() -> speakers.atRight().contains("11.0.0.0/24"));
        } else {
          Outcome outcome = Outcome.of(Map.of("SLUICE_TOKEN", SluiceCommand.TOKEN), words);
          assertThat(outcome.status()).as(shown + outcome.err() + outcome.out()).isZero();
        }
      }
      assertThat(running).hasSize(2);
    } finally {
      stop(running);
    }
  }

  /** The example for this machine. */
  private String example(Path file, String right) throws Exception {
    Path secret = dir.resolve("customer-b");
    Files.writeString(secret, "geheim\n");
    return Files.readString(file)
        .replace("/var/lib/sluice", dir.resolve("data").toString())
        .replace("/run/secrets/customer-b", secret.toString())
        .replaceAll("--peer \\S+ (.*):1790", "--peer 127.0.0.1 $1127.0.0.1:0")
        .replace("192.0.2.9", "127.0.0.1")
        .replace("connect 192.0.2.1", "connect " + right)
        .replace("192.0.2.1\n", right + "\n")
        .replace("127.0.0.1:9179", "127.0.0.1:0")
        .replace("kafka.example:9092", kafka)
        .replace("http://registry.example:8081", registry);
  }

  private static void stop(List<SluiceCommand> running) throws Exception {
    for (int i = running.size() - 1; i >= 0; i--) {
      running.get(i).terminate();
      running.get(i).awaitExit(0);
    }
  }

  @Test
  void a_reload_touches_the_sessions_that_changed_and_no_other() throws Exception {
    Path file = dir.resolve("bridge.yaml");
    List<SluiceCommand> running = new ArrayList<>();
    try (TwoSpeakers stays = new TwoSpeakers();
        TwoSpeakers changes = new TwoSpeakers();
        TwoSpeakers comes = new TwoSpeakers()) {
      String first = session("stays", stays, "") + session("changes", changes, "");
      write(file, first, "");
      running.add(SluiceCommand.start(dir, "filters", "filters", "-c", file.toString()));
      running.get(0).awaitLog(JUDGING);
      running.add(SluiceCommand.start(dir, "proxy", "proxy", "-c", file.toString()));
      SluiceCommand proxy = running.get(1);
      proxy.awaitLog(Pattern.compile("session changes: left end awaited"));
      Asked asked = new Asked(proxy);
      connect(stays, asked, "stays");
      connect(changes, asked, "changes");
      JsonNode before = asked.session("stays");
      assertThat(before.path("state").asText()).isEqualTo("established");

      // One more, and another deadline for one.
      write(
          file,
          session("stays", stays, "")
              + session("changes", changes, ", deadline: 20s")
              + session("comes", comes, ""),
          "");
      SpeakerSession old = changes.left();
      proxy.hangUp();
      proxy.awaitLog(reloaded("[comes]", "[changes]", "[]"));
      assertCease(old, OTHER_CONFIGURATION_CHANGE);
      assertCease(changes.right(), OTHER_CONFIGURATION_CHANGE);
      connect(comes, asked, "comes");
      connect(changes, asked, "changes");
      assertUntouched(stays, asked, before, 1);

      // A file with errors.
      Files.writeString(file, Files.readString(file) + "deadlin: 20s\n");
      JsonNode refused = asked.reload();
      assertThat(refused.path("status").asInt()).isEqualTo(422);
      assertThat(refused.path("error").asText())
          .contains("line 12, column 1: deadlin: unknown key; the nearest known key is deadline");
      proxy.awaitLog(Pattern.compile("reload: nothing is changed: .*line 12"));
      assertThat(asked.session("comes").path("state").asText()).isEqualTo("established");
      assertUntouched(stays, asked, before, 2);

      // Only one is left, and what takes a restart is told.
      write(file, session("stays", stays, ""), "threads: 2\npipeline: [check]\n");
      JsonNode last = asked.reload();
      assertThat(last.path("status").asInt()).isEqualTo(200);
      assertThat(last.path("removed").toString()).isEqualTo("[\"changes\",\"comes\"]");
      assertThat(last.path("needRestart").toString()).isEqualTo("[\"pipeline\",\"threads\"]");
      assertCease(comes.left(), PEER_DECONFIGURED);
      assertCease(changes.right(), PEER_DECONFIGURED);
      assertThat(asked.session("comes").isMissingNode()).isTrue();
      assertUntouched(stays, asked, before, 3);
      running.get(0).hangUp();
      running.get(0).awaitLog(Pattern.compile("take effect with a restart: pipeline, threads"));
    } finally {
      stop(running);
    }
  }

  private static void connect(TwoSpeakers speakers, Asked asked, String session) throws Exception {
    speakers.connect(asked.listening(session));
    speakers.left().announce(TwoSpeakers.announce(11, 0, 0, 24));
    await().atMost(PATIENCE).until(() -> speakers.atRight().contains("11.0.0.0/24"));
  }

  /** The same incarnation on the same connections, with its routes, and open for more. */
  private static void assertUntouched(
      TwoSpeakers speakers, Asked asked, JsonNode before, int number) throws Exception {
    JsonNode now = asked.session("stays");
    assertThat(now.path("epoch")).isEqualTo(before.path("epoch"));
    for (String end : List.of("left", "right")) {
      assertThat(now.path(end).path("remote")).isEqualTo(before.path(end).path("remote"));
    }
    assertThat(speakers.left().isEstablished()).isTrue();
    speakers.left().announce(TwoSpeakers.announce(12, 0, number, 24));
    await().atMost(PATIENCE).until(() -> speakers.atRight().contains("12.0." + number + ".0/24"));
    assertThat(speakers.atRight()).contains("11.0.0.0/24");
  }

  private static void assertCease(SpeakerSession session, int subcode) throws Exception {
    SessionEnd end = session.end().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(end.received()).as(end.toString()).isNotNull();
    assertThat(Notification.code(end.received())).isEqualTo(Notification.CEASE);
    assertThat(Notification.subcode(end.received())).isEqualTo(subcode);
  }

  private static Pattern reloaded(String added, String changed, String removed) {
    return Pattern.compile(
        "reload: sessions added "
            + Pattern.quote(added)
            + ", changed "
            + Pattern.quote(changed)
            + ", removed "
            + Pattern.quote(removed));
  }

  private static String session(String name, TwoSpeakers speakers, String more) {
    return "  %s: {left: listen 127.0.0.1:0, right: connect %s%s}%n"
        .formatted(name, speakers.rightAddress(), more);
  }

  private static void write(Path file, String sessions, String more) throws Exception {
    Files.writeString(
        file,
        """
        http:
          listen: 127.0.0.1:0
          token: ${env:SLUICE_TOKEN}
        topics: {prefix: reload., partitions: 2}
        kafka:
          bootstrap.servers: %s
        sessions:
        %s%s"""
            .formatted(kafka, sessions, more.isEmpty() ? "pipeline: [limit -LR --ipv4]\n" : more));
  }
}
