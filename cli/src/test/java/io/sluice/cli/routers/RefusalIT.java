package io.sluice.cli.routers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the far router holds when stages refuse routes. */
@Tag("routers")
class RefusalIT extends Scenario {
  @TempDir Path folder;

  @BeforeAll
  static void programs() {
    Tools.assumeInstalled(Tools.FRR, Tools.BIRD, "tcpdump", "vtysh");
  }

  @Test
  void aRefusedReAnnouncementTakesTheOlderRouteAway() {
    try (Lab lab = Lab.onLoopback(folder, 23)) {
      List<Route> routes = Routes.ipv4(2_000, 60, 7);
      Pair pair = new Pair(lab, List.of(), routes, 90, null);
      String refused = "community == 65000:666 || as_path == 64666";
      SluiceProcess.startCold(lab, kafka(), pair.pipeline("drop", "-L", refused))
          .awaitListening(pair.middle, Pair.LISTEN);
      pair.start();
      pair.awaitTables(Duration.ofSeconds(60));

      List<Route> changed = new ArrayList<>(routes);
      changed.set(10, withCommunity(routes.get(10), "65000:666"));
      changed.set(1_000, withHop(routes.get(1_000), 64_666));
      changed.set(1_500, withHop(routes.get(1_500), 64_777));
      pair.bird.replaceRoutes(changed);
      pair.awaitAtLeft(1_998);
      Map<String, Route> held = pair.frr.routesFrom(pair.middle);
      assertThat(held).doesNotContainKey(routes.get(10).prefix());
      assertThat(held).doesNotContainKey(routes.get(1_000).prefix());
      assertThat(held.get(routes.get(1_500).prefix()))
          .isEqualTo(pair.asSeenLeft(changed.get(1_500)));

      pair.bird.replaceRoutes(routes);
      pair.awaitTables(Duration.ofSeconds(30));
      pair.assertTablesEqualWhatWasSent();
    }
  }

  @Test
  void aSessionLimitLetsExactlyThatManyInAndCountsOnAfterTheJudgeWasRestarted() {
    try (Lab lab = Lab.onLoopback(folder, 24)) {
      List<Route> all = Routes.ipv4(3_000, 60, 8);
      Pair pair = new Pair(lab, List.of(), all.subList(0, 2_000), 90, null);
      Split sluice = new Split(pair, kafka(), List.of(), "limit", "-L", "--session", "1000");
      sluice.start();
      pair.start();
      pair.awaitAtLeft(1_000);
      Set<String> admitted = pair.frr.routesFrom(pair.middle).keySet();

      sluice.filtersProcess().child().terminate();
      sluice.startFilters();
      sluice.filtersProcess().awaitOutput("judging by policy");
      pair.bird.replaceRoutes(all);
      await()
          .during(Duration.ofSeconds(8))
          .atMost(Duration.ofSeconds(40))
          .until(() -> pair.frr.received(pair.middle) == 1_000);
      assertThat(pair.frr.routesFrom(pair.middle).keySet()).isEqualTo(admitted);

      // A place that is given back is taken by the next that asks for one.
      Set<String> leaving = new TreeSet<>(admitted.stream().sorted().limit(100).toList());
      List<Route> fewer = all.stream().filter(r -> !leaving.contains(r.prefix())).toList();
      pair.bird.replaceRoutes(fewer);
      pair.awaitAtLeft(900);
      pair.bird.replaceRoutes(all);
      pair.awaitAtLeft(1_000);
      assertThat(pair.frr.timesEstablished(pair.middle)).isEqualTo(1);
    }
  }

  private static Route withCommunity(Route r, String community) {
    return new Route(r.prefix(), r.nextHop(), r.path(), r.med(), List.of(community), r.large());
  }

  private static Route withHop(Route r, long asn) {
    List<Long> path = new ArrayList<>(r.path());
    path.add(asn);
    return new Route(r.prefix(), r.nextHop(), path, r.med(), r.communities(), r.large());
  }
}
