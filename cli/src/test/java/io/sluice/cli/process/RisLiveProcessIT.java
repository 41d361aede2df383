package io.sluice.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A live feed as a process that runs until it is told to stop. */
class RisLiveProcessIT {
  @TempDir Path folder;

  @Test
  void a_feed_that_is_silent_but_answers_is_kept_and_a_signal_leaves_whole_files()
      throws Exception {
    Path archive = folder.resolve("in.mrt");
    FileCommand.withInput(
        FileCommand.updates(), "-l", "disabled", "-i", "write", archive.toString());
    List<String> messages = RisMessages.json(archive);
    Path out = Files.createDirectory(folder.resolve("out"));
    String name = out.resolve("o.$TIME.mrt.zst").toString();
    try (RisServer server = new RisServer(messages, Set.of(), false);
        SluiceCommand feed =
            SluiceCommand.start(
                folder,
                "feed",
                "ris-live",
                "--url",
                server.url("ws"),
                "--delay-err",
                "0",
                "--read-timeout",
                "1s",
                "--",
                "grep",
                "update",
                "--",
                "write",
                "--every",
                "15m",
                name)) {
      await().atMost(Duration.ofSeconds(60)).until(() -> server.probes > 4);
      assertThat(server.connections).isEqualTo(1);
      feed.terminate();
      feed.awaitExit(130);
      assertThat(server.goodbye.await(30, TimeUnit.SECONDS)).isTrue();
    }
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files).isNotEmpty().allMatch(file -> file.toString().endsWith(".mrt.zst"));
    }
  }
}
