package io.sluice.filters.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.Direction;
import io.sluice.filters.Judge;
import io.sluice.filters.Pipelines;
import io.sluice.filters.Wire;
import io.sluice.filters.limit.LimitOptions;
import io.sluice.schemas.Action;
import io.sluice.schemas.MessageOrigin;
import io.sluice.schemas.Outcome;
import io.sluice.schemas.Topic;
import io.sluice.schemas.avro.AuditRecord;
import io.sluice.schemas.testing.TestKafka;
import io.sluice.schemas.wire.AvroSerde;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Judges killed with SIGKILL in the middle of their work. */
class KilledJudgeIT {
  private static final int LIMIT = 4000;
  private static final int MESSAGES = 10_000;

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

  /**
   * Both directions, each with a limit of its own; every tenth message withdraws the one before.
   */
  private static byte[] message(int i) {
    return i % 10 == 0 ? Wire.withdraw(Wire.net(i - 1)) : Wire.announce(Wire.net(i));
  }

  private static void publish(Rig rig, int from, int to) {
    MessageOrigin right = Rig.origin("s", 1, Direction.R, 0);
    MessageOrigin left = Rig.origin("s", 1, Direction.L, 0);
    for (int i = from; i < to; i++) {
      rig.publish(right, i, message(i));
      rig.publish(left, i, message(i));
    }
    rig.flush();
  }

  @Test
  void aKilledJudgeThatIsStartedAgainLetsExactlyAsManyRoutesThroughAsTheLimitSays()
      throws InterruptedException {
    try (Rig rig = new Rig(broker, 1)) {
      Answers answers = new Answers(rig);
      Process judge = JudgeProcess.start(rig, LIMIT, 0, dir.resolve("kill"));
      try {
        publish(rig, 1, 2001);
        answers.await(3000);
        publish(rig, 2001, 5001);
        answers.await(5000);
      } finally {
        judge.destroyForcibly().waitFor();
      }
      publish(rig, 5001, MESSAGES + 1);
      judge = JudgeProcess.start(rig, LIMIT, 0, dir.resolve("kill"));
      try {
        answers.await(2 * MESSAGES);
        check(rig, answers);
      } finally {
        judge.destroyForcibly().waitFor();
      }
    }
  }

  @Test
  void aStandbyTakesOverFromAKilledJudgeWithTheStateThatItKeptUpToDate()
      throws InterruptedException {
    try (Rig rig = new Rig(broker, 1)) {
      Answers answers = new Answers(rig);
      Process killed = JudgeProcess.start(rig, LIMIT, 1, dir.resolve("a"));
      publish(rig, 1, 101);
      answers.await(200);
      var pipeline = Pipelines.of(Pipelines.limit(LimitOptions.NONE.withCounts(LIMIT, 0, 0)));
      try (Judge standby = new Judge(rig.config(pipeline, 1, dir.resolve("b")))) {
        try {
          standby.start();
          assertThat(standby.awaitRunning(Duration.ofSeconds(30))).isTrue();
          publish(rig, 101, 5001);
          answers.await(8000);
        } finally {
          killed.destroyForcibly().waitFor();
        }
        publish(rig, 5001, MESSAGES + 1);
        answers.await(2 * MESSAGES);
        check(rig, answers);
      }
    }
  }

  private static void check(Rig rig, Answers answers) {
    Map<Direction, Integer> routes = new HashMap<>();
    for (Direction d : Direction.values()) {
      for (int i = 1; i <= MESSAGES; i++) {
        boolean announced = i % 10 != 0;
        boolean passed = answers.of("s", d, i) == Action.PASS;
        boolean withdrawn = !announced && answers.of("s", d, i - 1) == Action.PASS;
        routes.merge(d, announced && passed ? 1 : withdrawn ? -1 : 0, Integer::sum);
      }
    }
    assertThat(routes).containsEntry(Direction.R, LIMIT).containsEntry(Direction.L, LIMIT);

    checkAudit(rig, answers);
  }

  /**
   * Each message is audited at least once, and with the fate that its verdict gave it, unless it
   * was judged again and its first record was lost with the process: then the record says so.
   */
  private static void checkAudit(Rig rig, Answers answers) {
    AvroSerde<AuditRecord> serde = new AvroSerde<>(AuditRecord.class, 1);
    Map<String, Set<String>> fates = new HashMap<>();
    rig.read(
        Topic.AUDIT,
        got -> {
          got.forEach(
              r -> {
                AuditRecord a = serde.decode(r.value());
                Set<String> some =
                    fates.computeIfAbsent(
                        a.getDirection() + "" + a.getSequence(), place -> new HashSet<>());
                some.add(a.getOutcome().toString());
                if (a.getData().containsKey("replayed")) {
                  some.add("replayed");
                }
              });
          return fates.size() >= 2 * MESSAGES;
        });
    int again = 0;
    for (Direction d : Direction.values()) {
      for (int i = 1; i <= MESSAGES; i++) {
        Set<String> some = fates.get(d + "" + i);
        again += some.contains("replayed") ? 1 : 0;
        if (!some.contains("replayed")) {
          assertThat(some).containsExactly(Outcome.of(answers.of("s", d, i)).name());
        }
      }
    }
    assertThat(again).isLessThan(MESSAGES);
  }
}
