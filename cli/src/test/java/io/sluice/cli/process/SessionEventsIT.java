package io.sluice.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.bgp.AddressFamily;
import io.sluice.cli.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events of a session: what hangs on them, in one process from its start to its end by one. */
class SessionEventsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void stages_and_printer_begin_with_an_event_and_the_process_ends_with_one() throws Exception {
    try (TwoSpeakers speakers = new TwoSpeakers();
        SluiceCommand sluice =
            SluiceCommand.start(
                folder,
                "sluice",
                "--warm-up",
                "0",
                "-O",
                "-e",
                "START,OPEN,EOR,@late,listen",
                "-k",
                "connect/STOP",
                "--",
                "listen",
                "127.0.0.1:0",
                "--",
                "@late",
                "limit",
                "-W",
                "EOR",
                "--ipv4",
                "--max-length",
                "24",
                "--",
                "write",
                "-LR",
                folder.resolve("out.mrt.gz").toString(),
                "--",
                "write",
                "--if",
                "prefix ~ 13.0.0.0/8",
                folder.resolve("some.json").toString(),
                "--",
                "connect",
                speakers.rightAddress())) {
      speakers.connect(sluice.awaitListening());
      speakers.left().announce(TwoSpeakers.announce(11, 0, 0, 25));
      await().atMost(PATIENCE).until(() -> speakers.atRight().contains("11.0.0.0/25"));
      for (AddressFamily family : speakers.left().negotiated().families()) {
        speakers.left().endOfRib(family);
      }
      speakers.left().announce(TwoSpeakers.announce(12, 0, 0, 25));
      speakers.left().announce(TwoSpeakers.announce(13, 0, 0, 24));
      await().atMost(PATIENCE).until(() -> speakers.atRight().contains("13.0.0.0/24"));
      assertThat(speakers.atRight()).contains("11.0.0.0/25").doesNotContain("12.0.0.0/25");
      await().atMost(PATIENCE).until(() -> sluice.out().contains("13.0.0.0/24"));
      assertThat(sluice.out()).doesNotContain("11.0.0.0/25").doesNotContain("\"OPEN\"");
      for (String event : new String[] {"START", "OPEN", "EOR", "listen/START", "@late/START"}) {
        sluice.awaitLog(Pattern.compile("(?m) " + event + " "));
      }
      speakers.right().close();
      sluice.awaitExit(1);
      assertThat(sluice.err()).contains("session killed by connect/STOP");
      assertThat(Files.readString(folder.resolve("some.json")))
          .hasLineCount(1)
          .contains("13.0.0.0");
      String back = Outcome.of("read", folder.resolve("out.mrt.gz").toString()).out();
      assertThat(back)
          .contains("\"OPEN\"", "11.0.0.0/25", "13.0.0.0/24", "\"PEER_AS\":\"64500\"")
          .contains("\"PEER_IP\":\"127.0.0.1\"");
    }
  }
}
