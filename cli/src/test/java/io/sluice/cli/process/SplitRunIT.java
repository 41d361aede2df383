package io.sluice.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitRunIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int ROUTES = 20_000;

  /** Of the proxy's file: the judge's machine need not have it. */
  private static final String ROUTE =
      "{\"reach\":[\"10.250.0.0/16\"],\"attrs\":{\"ORIGIN\":\"IGP\",\"ASPATH\":[64510],"
          + "\"NEXTHOP\":\"198.51.100.2\"}}\n";

  @TempDir Path dir;

  @Test
  void a_judge_killed_while_it_asks_outside_is_replaced_nothing_is_lost_or_doubled_and_probes_tell()
      throws Exception {
    try (AutoCloseable answering = answerThePipe();
        TwoSpeakers speakers = new TwoSpeakers();
        SluiceCommand broker = SluiceCommand.start(dir, "broker", "broker")) {
      String kafka = broker.awaitLog(Pattern.compile("broker at (\\S+),")).group(1);
      List<String> pipeline =
          List.of(
              "--http",
              "127.0.0.1:0",
              "--kafka",
              kafka,
              "--partitions",
              "2",
              "--deadline",
              "90s",
              "--",
              "listen",
              "127.0.0.1:0",
              "--",
              "read",
              "-L",
              Files.writeString(dir.resolve("route.json"), ROUTE).toString(),
              "--",
              "exec",
              "-LR",
              "-A",
              "cat",
              "--",
              "pipe",
              "-LR",
              dir.resolve("bgp").toString(),
              "--",
              "limit",
              "-LR",
              "--ipv4",
              "--max-length",
              "24",
              "--session",
              "19990",
              "--",
              "connect",
              speakers.rightAddress());
      try (SluiceCommand filters = half("filters", pipeline);
          SluiceCommand proxy = half("proxy", pipeline)) {
        filters.awaitLog(Pattern.compile("judging by policy"));
        await().atMost(PATIENCE).until(() -> health(filters) == 200);
        InetSocketAddress middle = proxy.awaitListening();
        assertThat(health(proxy)).as("without a session").isEqualTo(503);
        speakers.connect(middle);
        await().atMost(PATIENCE).until(() -> health(proxy) == 200);
        speakers.left().announce(TwoSpeakers.routes(ROUTES, 24));
        speakers.endOfRib();
        await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(1))
            .until(() -> speakers.right().counters().announced() > 100);
        filters.kill();
        try (SluiceCommand again = half("filters", pipeline)) {
          await().atMost(PATIENCE).until(() -> speakers.right().counters().endsOfRib() == 1);
          assertThat(speakers.atRight()).hasSize(19_990);
          assertThat(speakers.right().counters().announced()).as("on the wire").isEqualTo(19_990);
          assertThat(speakers.left().routes())
              .extracting(route -> route.prefix())
              .containsExactly("10.250.0.0/16");
          assertThat(speakers.left().isEstablished()).isTrue();
          assertThat(speakers.right().isEstablished()).isTrue();
          broker.kill();
          for (SluiceCommand half : List.of(proxy, again)) {
            Asked asked = new Asked(half);
            await().atMost(PATIENCE).until(() -> asked.status("/health/ready") == 503);
            assertThat(asked.status("/health/live")).as("lives without Kafka").isEqualTo(200);
          }
          try (SluiceCommand back = SluiceCommand.start(dir, "broker2", "broker")) {
            for (SluiceCommand half : List.of(proxy, again)) {
              Asked asked = new Asked(half);
              await().atMost(PATIENCE).until(() -> asked.status("/health/ready") == 200);
            }
            end(again, proxy, back);
          }
        }
      }
    }
  }

  /** At the other ends of the named pipes, and again when the judge has gone. */
  private AutoCloseable answerThePipe() throws IOException {
    Process shell =
        new ProcessBuilder(
                "sh", "-c", "while :; do [ -p bgp.back ] && cat bgp >bgp.back || sleep .1; done")
            .directory(dir.toFile())
            .start();
    return () -> {
      shell.descendants().forEach(ProcessHandle::destroyForcibly);
      shell.destroyForcibly().waitFor();
    };
  }

  private static void end(SluiceCommand... all) throws InterruptedException {
    for (SluiceCommand one : all) {
      one.terminate();
      one.awaitExit(0);
    }
  }

  private static int health(SluiceCommand half) throws Exception {
    return new Asked(half).status("/health");
  }

  private SluiceCommand half(String name, List<String> pipeline) {
    String[] words = new String[pipeline.size() + 1];
    words[0] = name;
    for (int i = 0; i < pipeline.size(); i++) {
      words[i + 1] = pipeline.get(i);
    }
    return SluiceCommand.start(dir, name, words);
  }
}
