package io.sluice.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.cli.Outcome;
import io.sluice.proxy.speaker.Route;
import io.sluice.proxy.speaker.Speaker;
import io.sluice.proxy.speaker.SpeakerConfig;
import io.sluice.proxy.speaker.SpeakerSession;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs every command of the page on replaying, on one data folder, against a speaker of ours. */
class SpeakerPageIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final Pattern AWAITED = Pattern.compile("right end awaited at (\\S+):(\\d+)");
  private static final Pattern DONE = Pattern.compile("End-of-RIB is sent");

  @TempDir Path folder;

  @Test
  void every_command_of_the_page_replays_what_it_says() throws Exception {
    List<List<String>> commands =
        DocumentedCommands.of(DocumentedCommands.root().resolve("docs/speaker.md"));
    assertThat(commands).hasSize(3);
    archive("updates.20240101.0000.bz2", FileCommand.updates());
    archive("rib.mrt", update("10.9.0.0/16"));
    Files.writeString(folder.resolve("more.json"), update("10.8.0.0/16"));

    Set<Route> first;
    try (SluiceCommand sluice = start("first", commands.get(0), "")) {
      Matcher at = sluice.awaitLog(AWAITED);
      InetSocketAddress middle = new InetSocketAddress(at.group(1), Integer.parseInt(at.group(2)));
      try (Speaker router =
          new Speaker(SpeakerConfig.dial(LOOPBACK, middle, 64500, "198.51.100.1")).start()) {
        first = whole(sluice, router);
      }
    }
    assertThat(first).isNotEmpty();
    try (Speaker router =
        new Speaker(SpeakerConfig.listen(new InetSocketAddress(LOOPBACK, 0), 64510, "198.51.100.2"))
            .start()) {
      String where = "127.0.0.1:" + router.address().getPort();
      Set<Route> second;
      try (SluiceCommand sluice = start("second", commands.get(1), where)) {
        second = whole(sluice, router);
        assertThat(second).hasSize(first.size() + 1).containsAll(first);
      }
      try (SluiceCommand sluice = start("third", commands.get(2), where)) {
        assertThat(whole(sluice, router)).hasSize(second.size() + 1).containsAll(second);
      }
    }
  }

  @Test
  void a_live_feed_beside_a_speaker_is_said_as_it_comes_until_the_process_is_ended()
      throws Exception {
    archive("live.mrt", FileCommand.updates());
    List<String> messages = RisMessages.json(folder.resolve("live.mrt"));
    try (RisServer server = new RisServer(messages, Set.of(1), false);
        SluiceCommand sluice =
            SluiceCommand.start(
                folder,
                "live",
                "--warm-up",
                "0",
                "--",
                "speaker",
                "--active",
                "--asn",
                "65055",
                "--",
                "ris-live",
                "--url",
                server.url("ws"),
                "--delay-err",
                "0",
                "--",
                "listen",
                "127.0.0.1:0")) {
      Matcher at = sluice.awaitLog(AWAITED);
      InetSocketAddress middle = new InetSocketAddress(at.group(1), Integer.parseInt(at.group(2)));
      try (Speaker router =
          new Speaker(SpeakerConfig.dial(LOOPBACK, middle, 64500, "198.51.100.1")).start()) {
        SpeakerSession session = router.awaitSession(PATIENCE);
        await().atMost(PATIENCE).until(() -> session.counters().updates() >= messages.size());
        assertThat(server.connections).isEqualTo(2);
        assertThat(session.routes()).isNotEmpty();
        sluice.terminate();
        sluice.awaitExit(0);
        assertThat(server.goodbye.await(30, TimeUnit.SECONDS)).isTrue();
      }
    }
  }

  /** What a router has when all was said; ends the process. */
  private static Set<Route> whole(SluiceCommand sluice, Speaker router) throws Exception {
    SpeakerSession session = router.awaitSession(PATIENCE);
    sluice.awaitLog(DONE);
    // IPv4 and IPv6.
    await().atMost(PATIENCE).until(() -> session.counters().endsOfRib() == 2);
    sluice.terminate();
    sluice.awaitExit(0);
    return session.routes();
  }

  private SluiceCommand start(String name, List<String> shown, String router) {
    List<String> words = new ArrayList<>(List.of("--warm-up", "0"));
    Path input = null;
    for (int i = 1; i < shown.size(); i++) {
      String word = shown.get(i);
      if (word.equals("<")) {
        input = folder.resolve(shown.get(++i));
        continue;
      }
      words.add(
          switch (word) {
            case ":1790" -> "127.0.0.1:0";
            case "192.0.2.1" -> router;
            case "updates.20240101.0000.bz2", "rib.mrt" -> folder.resolve(word).toString();
            default -> word;
          });
    }
    return SluiceCommand.start(folder, name, input, words.toArray(new String[0]));
  }

  private void archive(String name, String lines) {
    Outcome made =
        FileCommand.withInput(
            lines, "-i", "write", "--format", "mrt", folder.resolve(name).toString());
    assertThat(made.status()).as(made.err()).isZero();
  }

  private static String update(String prefix) throws IOException {
    return "[\"R\",1,\"2024-01-01T00:00:00.000\",\"UPDATE\",{\"reach\":[\""
        + prefix
        + "\"],\"attrs\":{\"ORIGIN\":{\"flags\":\"T\",\"value\":\"IGP\"},"
        + "\"ASPATH\":{\"flags\":\"T\",\"value\":[64496]},"
        + "\"NEXTHOP\":{\"flags\":\"T\",\"value\":\"192.0.2.1\"}}},{}]\n";
  }
}
