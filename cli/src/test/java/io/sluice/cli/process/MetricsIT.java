package io.sluice.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What processes at work count, and the page that says so. */
class MetricsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path PROMTOOL = Path.of("/usr/bin/promtool");

  @TempDir Path dir;

  @Test
  void the_page_lists_what_a_pipeline_and_a_load_count_and_they_count_right() throws Exception {
    LoadingPageIT.keepalives(dir.resolve("updates.gz"), 1_700_000_000, 90);
    try (TwoSpeakers speakers = new TwoSpeakers();
        SluiceCommand pipeline = pipeline(speakers.rightAddress())) {
      speakers.connect(pipeline.awaitListening());
      speakers.left().announce(TwoSpeakers.routes(500, 24));
      speakers.endOfRib();
      await().atMost(PATIENCE).until(() -> speakers.right().counters().endsOfRib() == 1);
      Scrape counted = new Asked(pipeline).metrics();
      assertRight(counted);
      Map<String, String> rows = new TreeMap<>(counted.rows());
      String kafka = pipeline.awaitLog(Pattern.compile("embedded broker at (\\S+),")).group(1);
      // Nothing was said of traces.
      TraceIT.assertSpelled(kafka, "bgp.to-right", List.of());
      try (SluiceCommand load = load(kafka)) {
        // Its records are a second apart.
        Asked asked = new Asked(load);
        await().atMost(PATIENCE).until(() -> asked.metrics().sum("sluice_load_records_total") > 0);
        rows.putAll(asked.metrics().rows());
        for (String health : List.of("/health", "/health/ready", "/health/live")) {
          assertThat(asked.status(health)).as(health).isEqualTo(200);
        }
      }
      Path page = DocumentedCommands.root().resolve("docs/metrics.md");
      assertThat(Scrape.rowsOf(Files.readString(page)))
          .as(
              "the tables of %s should have these rows:\n%s",
              page, String.join("\n", rows.values()))
          .containsExactlyInAnyOrderElementsOf(rows.values());
      assertThatPromtoolFindsNoFault(counted);
      pipeline.terminate();
      pipeline.awaitExit(0);
      assertLogged(pipeline.err());
    }
  }

  private static void assertRight(Scrape s) {
    assertThat(s.sum("sluice_proxy_messages_total", "type", "update", "direction", "R"))
        .isEqualTo(501);
    assertThat(s.sum("sluice_proxy_messages_total", "type", "open")).isEqualTo(2);
    assertThat(s.sum("sluice_proxy_sent_total", "origin", "verdict")).isEqualTo(20);
    assertThat(s.sum("sluice_proxy_verdicts_total", "outcome", "passed")).isEqualTo(483);
    assertThat(s.sum("sluice_proxy_verdicts_total", "outcome", "replaced")).isEqualTo(20);
    assertThat(s.sum("sluice_proxy_sessions", "state", "established")).isEqualTo(1);
    assertThat(s.sum("sluice_proxy_sessions")).isEqualTo(1);
    assertThat(s.sum("sluice_proxy_held_messages")).isZero();
    assertThat(s.sum("sluice_proxy_verdict_latency_seconds_count")).isPositive();
    assertThat(s.sum("sluice_proxy_verdict_latency_seconds_bucket", "le", "+Inf"))
        .isEqualTo(s.sum("sluice_proxy_verdict_latency_seconds_count"));
    assertThat(s.sum("sluice_judge_messages_total", "stage", "limit", "outcome", "replaced"))
        .isEqualTo(20);
    assertThat(s.sum("sluice_judge_messages_total", "stage", "-", "outcome", "passed"))
        .isEqualTo(483);
    assertThat(s.sum("sluice_judge_verdicts_total", "action", "pass")).isBetween(1.0, 483.0);
    assertThat(s.sum("sluice_judge_state", "state", "running")).isEqualTo(1);
    assertThat(s.sum("sluice_judge_state")).isEqualTo(1);
    assertThat(s.sum("sluice_kafka_up")).isEqualTo(1);
    assertThat(s.sum("kafka_consumer_records_total")).isGreaterThan(500);
    assertThat(s.sum("jvm_gc_seconds_count")).isPositive();
  }

  /** Every line is an object, and the session's have its name. */
  private static void assertLogged(String lines) throws Exception {
    List<String> events = new ArrayList<>();
    for (String line : lines.split("\n")) {
      JsonNode object = JSON.readTree(line);
      assertThat(object.path("message").asText()).as(line).isNotEmpty();
      Instant.parse(object.path("time").asText());
      if (object.has("event")) {
        assertThat(object.path("session").asText()).as(line).contains("~");
        events.add(object.path("level").asText() + ' ' + object.path("event").asText());
      }
    }
    assertThat(events).contains("INFO ESTABLISHED", "INFO DOWN");
  }

  @Test
  void an_error_that_ends_the_process_is_a_line_of_the_same_kind() throws Exception {
    try (SluiceCommand load =
        SluiceCommand.start(dir, "wrong", "load", "--log-format", "json", "nothing.gz")) {
      load.awaitExit(1);
      JsonNode line = JSON.readTree(load.err());
      assertThat(line.path("level").asText()).isEqualTo("ERROR");
      assertThat(line.path("message").asText()).contains("nothing.gz");
    }
  }

  private static void assertThatPromtoolFindsNoFault(Scrape scrape) throws Exception {
    if (!Files.isExecutable(PROMTOOL)) {
      return;
    }
    Process promtool =
        new ProcessBuilder(PROMTOOL.toString(), "check", "metrics")
            .redirectErrorStream(true)
            .start();
    try (OutputStream in = promtool.getOutputStream()) {
      in.write(scrape.text().getBytes(StandardCharsets.UTF_8));
    }
    String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(promtool.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(said).isEmpty();
  }

  private SluiceCommand pipeline(String right) {
    return SluiceCommand.start(
        dir,
        "sluice",
        "--log-format",
        "json",
        "--http",
        "127.0.0.1:0",
        "--http-token",
        "$SLUICE_TOKEN",
        "--warm-up",
        "0",
        "--",
        "listen",
        "127.0.0.1:0",
        "--",
        "limit",
        "-LR",
        "--session",
        "480",
        "--",
        "connect",
        right);
  }

  private SluiceCommand load(String kafka) {
    return SluiceCommand.start(
        dir,
        "load",
        "load",
        "--kafka",
        kafka,
        "--http",
        "127.0.0.1:0",
        "--speed",
        "1",
        dir.resolve("updates.gz").toString());
  }
}
