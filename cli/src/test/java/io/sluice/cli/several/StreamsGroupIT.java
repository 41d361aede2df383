package io.sluice.cli.several;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Judges in a group of Kafka Streams' own (KIP-1071), where the brokers miss them. */
class StreamsGroupIT {
  private static final String FILTERS = "filters";
  private static final String PROXY = "proxy";
  private static final int SESSIONS = 6;
  private static final int LIMIT = 1_000_000;

  /** As for the other protocol; brokers that were told nothing miss a judge after 45 s. */
  private static final double MISSED = 10;

  @TempDir Path folder;

  @Test
  void a_standby_takes_over_from_either_judge_and_no_session_is_lost() throws Exception {
    List<Line> lines = new ArrayList<>();
    for (int i = 1; i <= SESSIONS; i++) {
      lines.add(new Line("session-" + i, PROXY));
    }
    try (KafkaCluster kafka = new KafkaCluster(folder);
        Bridge bridge =
            new Bridge(
                folder,
                Map.of("bootstrap.servers", kafka.bootstrap(), "group.protocol", "streams"),
                lines,
                """
                pipeline: [limit -LR --session %d]
                topics: {partitions: 4, replication: 3}
                standbys: 1
                deadline: 90s
                """
                    .formatted(LIMIT))) {
      kafka.start();
      kafka.awaitInSync();
      List<String> judges = List.of("judge-1", "judge-2");
      judges.forEach(judge -> bridge.start(FILTERS, judge));
      bridge.start(PROXY, PROXY);
      bridge.awaitReady();
      bridge.connect();
      bridge.awaitFlowing();
      for (String judge : judges) {
        double silence = bridge.silenceDuring(() -> bridge.part(judge).kill());
        assertThat(silence).as("seconds until another one took over").isLessThan(MISSED);
        bridge.start(FILTERS, judge);
        bridge.awaitReady(judge);
        bridge.awaitFlowing();
      }
      bridge.quiet();
      bridge.awaitAllArrived();
      assertThat(bridge.flows()).allMatch(flow -> flow.connections() == 1);
      bridge.flows().forEach(flow -> flow.verify(LIMIT));
    }
  }
}
