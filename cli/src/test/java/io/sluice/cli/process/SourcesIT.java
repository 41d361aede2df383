package io.sluice.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.proxy.speaker.Route;
import io.sluice.proxy.speaker.SpeakerSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources between two routers: what neither of them sent. */
class SourcesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path dir;

  private static String line(String direction, String prefix) {
    return ("[%s,0,\"\",\"UPDATE\",{\"reach\":[\"%s\"],\"attrs\":{\"ORIGIN\":\"IGP\","
            + "\"ASPATH\":[64500],\"NEXTHOP\":\"198.51.100.1\"}},{}]")
        .formatted(direction, prefix);
  }

  private Path file(String name, String... lines) throws IOException {
    return Files.writeString(
        dir.resolve(name), Arrays.stream(lines).collect(Collectors.joining("\n", "", "\n")));
  }

  private static List<String> at(SpeakerSession speaker) {
    return speaker.routes().stream().map(Route::prefix).sorted().toList();
  }

  @Test
  void whatSourcesHoldEntersTheSessionWhereWhenAndWhichWayTheyAreTold() throws Exception {
    Path input =
        file(
            "input.json",
            line("\"R\"", "10.64.0.0/24"),
            line("\"L\"", "10.65.0.0/24"),
            line("null", "10.66.3.0/24"));
    try (TwoSpeakers speakers = new TwoSpeakers();
        SluiceCommand sluice =
            SluiceCommand.start(
                dir,
                "sluice",
                input,
                "-io",
                "--warm-up",
                "0",
                "--",
                "listen",
                "127.0.0.1:0",
                "--",
                "drop",
                "-LR",
                "prefix ~ 10.66.0.0/16",
                "--",
                "read",
                "--inject",
                "first",
                file("first.json", line("\"R\"", "10.66.1.0/24"), line("\"R\"", "10.61.0.0/24"))
                    .toString(),
                "--",
                "read",
                "--wait",
                "ESTABLISHED",
                file("here.json", line("\"R\"", "10.66.2.0/24")).toString(),
                "--",
                "read",
                "-L",
                file("left.json", line("\"R\"", "10.63.0.0/24")).toString(),
                "--",
                "@late",
                "read",
                "--wait",
                "UPDATE",
                file("late.json", line("\"R\"", "10.67.0.0/24")).toString(),
                "--",
                "read",
                "--wait",
                "@late/STOP",
                file("last.json", line("\"R\"", "10.68.0.0/24")).toString(),
                "--",
                "connect",
                speakers.rightAddress())) {
      speakers.connect(sluice.awaitListening());
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                assertThat(at(speakers.right()))
                    .containsExactly("10.61.0.0/24", "10.64.0.0/24", "10.66.2.0/24");
                assertThat(at(speakers.left())).containsExactly("10.63.0.0/24", "10.65.0.0/24");
              });
      speakers.left().announce(TwoSpeakers.announce(10, 1, 1, 24));
      await().atMost(PATIENCE).until(() -> at(speakers.right()).contains("10.67.0.0/24"));
      await().atMost(PATIENCE).until(() -> at(speakers.right()).contains("10.68.0.0/24"));
      await().atMost(PATIENCE).until(() -> sluice.out().contains("10.67.0.0/24"));
      assertThat(sluice.out())
          .contains("10.61.0.0/24", "10.65.0.0/24", "\"unreach\":[\"10.66.1.0/24\"]")
          .doesNotContain("SLUICE_");

      // The next incarnation knows nothing of it: files are read again, standard input is at its
      // end.
      speakers.connect(sluice.awaitListening());
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                assertThat(at(speakers.right())).containsExactly("10.61.0.0/24", "10.66.2.0/24");
                assertThat(at(speakers.left())).containsExactly("10.63.0.0/24");
              });
      sluice.terminate();
      sluice.awaitExit(0);
    }
  }
}
