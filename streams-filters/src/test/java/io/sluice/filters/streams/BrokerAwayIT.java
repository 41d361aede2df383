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
import io.sluice.schemas.testing.TestBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerAwayIT {
  @TempDir static Path dir;

  @Test
  void aJudgeSitsOutABrokerThatIsAwayAndGoesOnWithItsCounts() throws InterruptedException {
    try (TestBroker broker = new TestBroker(dir.resolve("broker")).start();
        Rig rig = new Rig(broker, 1);
        Judge judge =
            rig.judge(
                Pipelines.of(Pipelines.limit(LimitOptions.NONE.withCounts(3, 0, 0))),
                dir.resolve("judge"))) {
      AtomicReference<Throwable> failure = new AtomicReference<>();
      judge.onFailure(failure::set);
      MessageOrigin origin = Rig.origin("s", 1, Direction.R, 0);
      rig.publish(origin, 1, Wire.announce(Wire.net(1), Wire.net(2)));
      assertThat(rig.verdicts(1)).hasSize(1);

      broker.stop();
      Thread.sleep(Duration.ofSeconds(8).toMillis());
      broker.start();

      rig.publish(origin, 2, Wire.announce(Wire.net(3)));
      rig.publish(origin, 3, Wire.announce(Wire.net(4)));
      List<Judgement> verdicts = rig.verdicts(2);
      assertThat(verdicts.get(verdicts.size() - 1).sequence()).isEqualTo(3);
      assertThat(verdicts.get(verdicts.size() - 1).action()).isEqualTo(Action.REPLACE);
      assertThat(failure.get()).isNull();
      assertThat(judge.awaitRunning(Duration.ofSeconds(30))).isTrue();
    }
  }
}
