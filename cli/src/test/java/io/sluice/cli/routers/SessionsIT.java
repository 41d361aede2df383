package io.sluice.cli.routers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.bgp.Header;
import io.sluice.bgp.MessageType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What routers do with a session that is up, with a bridge between them. */
@Tag("routers")
class SessionsIT extends Scenario {
  @TempDir Path folder;

  @BeforeAll
  static void programs() {
    Tools.assumeInstalled(Tools.FRR, Tools.BIRD, "tcpdump", "vtysh");
  }

  @Test
  void aRouteRefreshIsAnsweredAcrossTheBridge() {
    try (Lab lab = Lab.onLoopback(folder, 34)) {
      List<Route> fromLeft = Routes.ipv4(500, 20, 25);
      Pair pair = new Pair(lab, fromLeft, Routes.ipv4(10, 60, 26), 90, null);
      sluice(pair, "limit", "-LR", "-4", "--max-length", "24");
      pair.start();
      pair.awaitTables(Duration.ofMinutes(1));
      pair.bird.control("reload", "in", Bird.protocol(pair.middle));
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () ->
                  pair.frr.neighbor(pair.middle).at("/messageStats/routeRefreshRecv").asInt() > 0);
      pair.awaitTables(Duration.ofMinutes(1));
      await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
      pair.assertTablesEqualWhatWasSent();
      List<byte[]> sent = Wire.sentBy(pair.right, pair.rightLeg());
      assertThat(sent).anyMatch(m -> Header.type(m, 0) == MessageType.ROUTE_REFRESH.code());
      pair.assertCrossedUnchanged();
    }
  }

  @Test
  void aRouterThatCrashesAndRestartsGracefullyKeepsItsRoutesAtTheFarEnd() {
    try (Lab lab = Lab.onLoopback(folder, 35)) {
      List<Route> fromLeft = Routes.ipv4(500, 20, 27);
      Pair pair = new Pair(lab, fromLeft, Routes.ipv4(10, 60, 28), 90, null);
      pair.frr.with("bgp graceful-restart");
      sluice(pair, "limit", "-LR", "-4", "--max-length", "24");
      pair.start();
      pair.awaitTables(Duration.ofMinutes(1));
      pair.frr.kill();
      await().atMost(Duration.ofSeconds(30)).until(() -> !pair.bird.established(pair.middle));
      assertThat(pair.bird.routesFrom(pair.middle)).as("kept as stale").hasSize(500);
      pair.frr.start();
      pair.awaitTables(Duration.ofMinutes(1));
      pair.assertTablesEqualWhatWasSent();
    }
  }

  @Test
  void clearingASessionOnOneRouterBringsBothBack() {
    try (Lab lab = Lab.onLoopback(folder, 36)) {
      Pair pair = new Pair(lab, Routes.ipv4(500, 20, 29), Routes.ipv4(500, 60, 30), 90, null);
      sluice(pair);
      pair.start();
      pair.awaitTables(Duration.ofMinutes(1));
      pair.frr.show("clear bgp " + pair.middle);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> pair.frr.timesEstablished(pair.middle) == 2);
      pair.awaitTables(Duration.ofMinutes(1));
      pair.bird.control("restart", Bird.protocol(pair.middle));
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> pair.frr.timesEstablished(pair.middle) == 3);
      pair.awaitTables(Duration.ofMinutes(1));
      pair.assertTablesEqualWhatWasSent();
    }
  }

  private void sluice(Pair pair, String... stages) {
    SluiceProcess.startCold(pair.lab, kafka(), pair.pipeline(stages))
        .awaitListening(pair.middle, Pair.LISTEN);
  }
}
