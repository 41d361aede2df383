package io.sluice.filters.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.Direction;
import io.sluice.filters.Judge;
import io.sluice.filters.Pipelines;
import io.sluice.filters.Wire;
import io.sluice.filters.limit.LimitOptions;
import io.sluice.schemas.Action;
import io.sluice.schemas.Judgement;
import io.sluice.schemas.MessageOrigin;
import io.sluice.schemas.Topic;
import io.sluice.schemas.testing.TestBroker;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The judge on a real broker. */
class JudgeIT {
  @TempDir static Path dir;
  private static TestBroker broker;

  @BeforeAll
  static void start() {
    broker = new TestBroker(dir.resolve("broker")).start();
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void whatWasPublishedBeforeTheFirstJudgeCameIsJudgedAndAnsweredWhereTheProxyReads() {
    try (Rig rig = new Rig(broker, "early.", 2)) {
      MessageOrigin origin = Rig.origin("s", 5, Direction.R, 11);
      for (int i = 1; i <= 600; i++) {
        rig.publish(origin, i, i % 100 == 0 ? Wire.keepalive() : Wire.announce(Wire.net(i)));
      }
      rig.flush();
      try (Judge judge =
          rig.judge(
              Pipelines.of(Pipelines.limit(LimitOptions.NONE.withCounts(500, 0, 0))),
              dir.resolve("early"))) {
        assertThat(judge.state()).isEqualTo(Judge.State.RUNNING);
        List<Judgement> verdicts = rig.verdicts(599);
        assertThat(verdicts).allMatch(v -> v.session().equals("s") && v.epoch() == 5);
        assertThat(verdicts).hasSizeLessThan(200);
        long passed =
            verdicts.stream()
                .filter(v -> v.action() == Action.PASS)
                .mapToInt(Judgement::count)
                .sum();
        assertThat(passed).isEqualTo(500 + 5);
        assertThat(verdicts.get(verdicts.size() - 1).reason().event()).isEqualTo("limit/session");
        List<ConsumerRecord<byte[], byte[]>> audit =
            rig.read(Topic.AUDIT, got -> got.size() >= 600);
        assertThat(audit).hasSize(600);
      }
    }
  }
}
