package io.sluice.filters.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.bgp.Direction;
import io.sluice.filters.Judge;
import io.sluice.filters.Pipelines;
import io.sluice.filters.Wire;
import io.sluice.filters.limit.LimitOptions;
import io.sluice.schemas.Action;
import io.sluice.schemas.Judgement;
import io.sluice.schemas.MessageOrigin;
import io.sluice.schemas.Topic;
import io.sluice.schemas.Topics;
import io.sluice.schemas.avro.AuditRecord;
import io.sluice.schemas.avro.QuarantinedRecord;
import io.sluice.schemas.testing.TestKafka;
import io.sluice.schemas.wire.AvroSerde;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The judge on a real broker. */
class JudgeIT {
  @TempDir static Path dir;
  private static TestKafka broker;

  @BeforeAll
  static void start() {
    broker = TestKafka.start(dir.resolve("broker"));
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void whatWasPublishedBeforeTheFirstJudgeCameIsJudgedInRunsAndAudited() {
    try (Rig rig = new Rig(broker, 2)) {
      MessageOrigin origin = Rig.origin("s", 5, Direction.R, 11);
      for (int i = 1; i <= 600; i++) {
        rig.publish(origin, i, i % 100 == 0 ? Wire.keepalive() : Wire.announce(Wire.net(i)));
      }
      rig.flush();
      LimitOptions options = LimitOptions.NONE.withCounts(500, 0, 0);
      try (Judge judge = rig.judge(Pipelines.of(Pipelines.limit(options)), dir.resolve("early"))) {
        assertThat(judge.state()).isEqualTo(Judge.State.RUNNING);
        List<ConsumerRecord<byte[], byte[]>> audit =
            rig.read(Topic.AUDIT, got -> got.size() >= 600);
        AvroSerde<AuditRecord> serde = new AvroSerde<>(AuditRecord.class, 1);
        Map<String, Long> fates =
            audit.stream()
                .map(r -> serde.decode(r.value()).getOutcome().toString())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(fates).isEqualTo(Map.of("PASSED", 500L, "REPLACED", 94L, "UNGATED", 6L));

        List<Judgement> verdicts = rig.verdicts(594);
        assertThat(verdicts).allMatch(v -> v.session().equals("s") && v.epoch() == 5);
        assertThat(verdicts).hasSizeLessThan(94 + 100);
        assertThat(verdicts.get(verdicts.size() - 1).reason().event()).isEqualTo("limit/session");
      }
      assertThat(rig.partitionsOfVerdicts()).containsExactly(11);
    }
  }

  @Test
  void aRecordThatIsNoMessageIsQuarantinedAndTheStreamGoesOn() {
    try (Rig rig = new Rig(broker, 1);
        Judge judge = rig.judge(Pipelines.of(), dir.resolve("bad"))) {
      rig.raw(Direction.R, new byte[] {'s'}, new byte[] {1, 2, 3});
      rig.publish(Rig.origin("s", 1, Direction.R, 0), 1, Wire.announce("10.0.0.0/8"));
      assertThat(rig.verdicts(1)).extracting(Judgement::action).containsExactly(Action.PASS);
      byte[] value = rig.read(Topic.QUARANTINE, got -> !got.isEmpty()).get(0).value();
      QuarantinedRecord record = new AvroSerde<>(QuarantinedRecord.class, 1).decode(value);
      assertThat(record.getTopic()).isEqualTo(rig.topics.name(Topic.TO_RIGHT));
      assertThat(record.getValue().array()).isEqualTo(new byte[] {1, 2, 3});
      assertThat(judge.state()).isEqualTo(Judge.State.RUNNING);
    }
  }

  @Test
  void aJudgeThatIsClosedAndStartedAgainGoesOnWhereItWas() {
    try (Rig rig = new Rig(broker, 1)) {
      var pipeline = Pipelines.of(Pipelines.limit(LimitOptions.NONE.withCounts(5, 0, 0)));
      MessageOrigin origin = Rig.origin("s", 1, Direction.R, 0);
      try (Judge first = rig.judge(pipeline, dir.resolve("again"))) {
        assertThat(first.state()).isEqualTo(Judge.State.RUNNING);
        for (int i = 1; i <= 4; i++) {
          rig.publish(origin, i, Wire.announce(Wire.net(i)));
        }
        assertThat(rig.verdicts(4)).allMatch(v -> v.action() == Action.PASS);
      }
      long before = System.nanoTime();
      try (Judge second = rig.judge(pipeline, dir.resolve("again"))) {
        assertThat(second.state()).isEqualTo(Judge.State.RUNNING);
        for (int i = 5; i <= 7; i++) {
          rig.publish(origin, i, Wire.announce(Wire.net(i)));
        }
        List<Judgement> verdicts = rig.verdicts(3);
        assertThat(verdicts.get(0).sequence()).as("nothing is judged again").isEqualTo(5);
        assertThat(verdicts)
            .extracting(Judgement::action)
            .containsExactly(Action.PASS, Action.REPLACE, Action.REPLACE);
        assertThat(System.nanoTime() - before)
            .as("it had left the group")
            .isLessThan(5_000_000_000L);
      }
    }
  }

  @Test
  void aJudgeCanBeInAGroupOfKafkaStreamsOwnProtocolAndHasItsBrokersKnowOfStandbys()
      throws Exception {
    Map<String, Object> kafka = new HashMap<>(broker.client());
    kafka.put("group.protocol", "streams");
    try (Rig rig = new Rig(broker, 1);
        Judge judge =
            new Judge(
                new io.sluice.filters.JudgeConfig(
                    "of-a-name",
                    kafka,
                    rig.topics,
                    rig.schemas,
                    Pipelines.of(),
                    1,
                    1,
                    dir.resolve("own")));
        Admin admin = Admin.create(broker.client())) {
      judge.start();
      assertThat(judge.awaitRunning(Duration.ofMinutes(1))).isTrue();
      rig.publish(Rig.origin("s", 1, Direction.R, 0), 1, Wire.announce(Wire.net(1)));
      assertThat(rig.verdicts(1)).allMatch(v -> v.action() == Action.PASS);
      ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, rig.topics.judgeGroup());
      Config settings = admin.describeConfigs(List.of(group)).all().get().get(group);
      assertThat(settings.get("streams.num.standby.replicas").value()).isEqualTo("1");
    }
  }

  @Test
  void aMissingTopicIsNamedWithWhatToDo() {
    try (Rig rig = new Rig(broker, 1);
        Judge judge =
            new Judge(
                new io.sluice.filters.JudgeConfig(
                    null,
                    broker.client(),
                    new Topics("none."),
                    rig.schemas,
                    Pipelines.of(),
                    1,
                    0,
                    dir.resolve("none")))) {
      assertThatThrownBy(judge::start)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("none.bgp.")
          .hasMessageContaining("sluice topics create");
    }
  }
}
