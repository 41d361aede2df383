package io.sluice.cli.routers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The judge dies without a word while a table is on its way. */
@Tag("routers")
class JudgeKilledIT extends Scenario {
  @TempDir Path folder;

  @BeforeAll
  static void programs() {
    Tools.assumeInstalled(Tools.FRR, Tools.BIRD, "tcpdump", "vtysh");
  }

  @Test
  void theTableCompletesInOrderInTheSameSessionWhenTheJudgeIsKilledAndStartedAgain() {
    try (Lab lab = Lab.onLoopback(folder, 25)) {
      List<Route> fromLeft = Routes.ipv4(20_000, 20, 9);
      List<Route> fromRight = Routes.ipv4(100_000, 60, 10);
      Pair pair = new Pair(lab, fromLeft, fromRight, 9, null);
      Split sluice =
          new Split(
              pair,
              kafka(),
              List.of("--deadline", "90s"),
              "limit",
              "-LR",
              "-4",
              "--max-length",
              "24");
      sluice.start();
      pair.start();
      await()
          .pollInterval(Duration.ofMillis(20))
          .atMost(Duration.ofSeconds(60))
          .until(() -> pair.frr.received(pair.middle) > 3_000);
      sluice.filtersProcess().child().kill();
      assertThat(pair.frr.received(pair.middle)).as("routes when it was killed").isLessThan(90_000);
      sluice.startFilters();
      pair.awaitTables(Duration.ofMinutes(2));
      pair.assertTablesEqualWhatWasSent();
      assertThat(pair.frr.timesEstablished(pair.middle)).isEqualTo(1);
      pair.assertCrossedUnchanged();
    }
  }
}
