package io.sluice.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.cli.KafkaOptions;
import io.sluice.cli.Options;
import io.sluice.cli.run.live.AuditReader;
import io.sluice.cli.run.live.Cluster;
import io.sluice.schemas.avro.AuditRecord;
import io.sluice.schemas.avro.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/**
 * The whole loop, a process for each half, on the broker that the Kafka project publishes as an
 * image: settings, listeners and storage of it are not ours.
 */
class ContainerBrokerIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int ROUTES = 2_000;

  @TempDir Path dir;

  @Test
  void verdicts_and_audit_come_back_from_a_broker_in_a_container() throws Exception {
    assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(), "no Docker here to run a broker in");
    try (KafkaContainer kafka = new KafkaContainer("apache/kafka:" + AppInfoParser.getVersion());
        TwoSpeakers speakers = new TwoSpeakers()) {
      kafka.start();
      String[] pipeline = {
        "--kafka",
        kafka.getBootstrapServers(),
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
        speakers.rightAddress()
      };
      try (SluiceCommand filters = half("filters", pipeline);
          SluiceCommand proxy = half("proxy", pipeline)) {
        filters.awaitLog(Pattern.compile("judging by policy"));
        speakers.connect(proxy.awaitListening());
        speakers.left().announce(TwoSpeakers.routes(ROUTES, 24));
        speakers.left().announce(List.of(TwoSpeakers.announce(11, 0, 0, 25)));
        speakers.endOfRib();
        await().atMost(PATIENCE).until(() -> speakers.right().counters().endsOfRib() == 1);
        assertThat(speakers.atRight()).hasSize(ROUTES).doesNotContain("11.0.0.0/25");
        assertThat(audit(kafka.getBootstrapServers()))
            .filteredOn(record -> !record.getAnnounced().isEmpty())
            .hasSize(ROUTES + 1)
            .filteredOn(record -> record.getOutcome() != Outcome.PASSED)
            .singleElement()
            .satisfies(
                record -> {
                  assertThat(record.getAnnounced()).containsExactly("11.0.0.0/25");
                  assertThat(record.getEvent()).isEqualTo("limit/long");
                });
        proxy.terminate();
        proxy.awaitExit(0);
        filters.terminate();
        filters.awaitExit(0);
      }
    }
  }

  private SluiceCommand half(String name, String[] pipeline) {
    List<String> words = new ArrayList<>(List.of(name));
    words.addAll(List.of(pipeline));
    return SluiceCommand.start(dir, name, words.toArray(String[]::new));
  }

  /** The audit, up to the record of the one route that is refused, which is the last route. */
  private static List<AuditRecord> audit(String bootstrap) {
    KafkaOptions options = new KafkaOptions();
    Options.parse(options, () -> "", List.of("--kafka", bootstrap));
    List<AuditRecord> all = new ArrayList<>();
    try (Cluster cluster = Cluster.named(options, null, Set.of(), () -> false);
        AuditReader reader = new AuditReader(cluster, true)) {
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                reader.poll(Duration.ofSeconds(1), all::add);
                return all.stream().anyMatch(record -> record.getEvent().equals("limit/long"));
              });
    }
    return all;
  }
}
