package io.sluice.cli.routers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same as {@link TablesCrossIT} over IPv6, in a network that reaches no cluster. */
@Tag("routers")
class TablesCrossOverIpv6IT {
  @TempDir Path folder;

  @BeforeAll
  static void programs() {
    Tools.assumeInstalled(Tools.FRR, Tools.BIRD, Tools.GOBGP, "tcpdump", "vtysh");
  }

  /** GoBGP needs half a minute for a hundred thousand routes of a peer: ten thousand are enough. */
  @Test
  void routesCrossBetweenGoBgpAndFrrOverIpv6Unchanged() {
    try (Lab lab = Lab.inNamespace(folder, 22)) {
      String middle = lab.address6(1);
      String left = lab.address6(4);
      String right = lab.address6(2);
      List<Route> fromLeft = Routes.ipv6(10_000, 3, 5);
      List<Route> fromRight = Routes.ipv6(10_000, 4, 6);
      Bird leftFeeder = feeder(lab, 8, lab.address(4), 4_200_000_004L, fromLeft);
      Bird rightFeeder = feeder(lab, 9, lab.address(2), 4_200_000_002L, fromRight);
      GoBgp gobgp =
          lab.closing(new GoBgp(lab, "gobgp", 4_200_000_004L, "10.0.0.4", lab.address(4), left))
              .peer(Peering.of(lab.address(4), lab.address(8), 4_200_000_008L).takingOnly())
              .peer(
                  Peering.of(left, middle, 4_200_000_002L)
                      .dialing(Pair.LISTEN)
                      .withFamilies(false, true));
      Frr frr =
          lab.closing(new Frr(lab, "frr", 4_200_000_002L, "10.0.0.2"))
              .peer(Peering.of(lab.address(2), lab.address(9), 4_200_000_009L).takingOnly())
              .peer(
                  Peering.of(right, middle, 4_200_000_004L)
                      .withPassword("s3cret")
                      .withFamilies(false, true));
      Capture capture = lab.closing(Capture.start(lab, "capture", "ip6 and tcp"));
      SluiceProcess.startCold(
              lab,
              null,
              List.of(
                  "--",
                  "listen",
                  "[" + middle + "]:" + Pair.LISTEN,
                  "--",
                  "connect",
                  "--md5",
                  "s3cret",
                  "--bind",
                  middle,
                  "[" + right + "]:" + Pair.BGP))
          .awaitListening(middle, Pair.LISTEN);
      frr.start();
      gobgp.start();
      rightFeeder.start();
      leftFeeder.start();
      awaitRoutes(frr, middle, fromLeft.size());
      awaitRoutes(gobgp, middle, fromRight.size());
      assertThat(gobgp.routesFrom(middle))
          .isEqualTo(seen(fromRight, frr.nextHop6(), 4_200_000_002L, 4_200_000_009L));
      assertThat(frr.routesFrom(middle))
          .isEqualTo(seen(fromLeft, left, 4_200_000_004L, 4_200_000_008L));
      Wire.awaitCrossedUnchanged(
          Route.host(left),
          () -> Wire.theOneWithRoutes(capture.conversations(Pair.LISTEN)),
          Route.host(right),
          () -> Wire.theOneWithRoutes(capture.conversations(Pair.BGP)));
    }
  }

  private static Bird feeder(Lab lab, int host, String router, long asn, List<Route> routes) {
    return lab.closing(new Bird(lab, "feeder" + host, 4_200_000_000L + host, lab.address(host)))
        .peer(Peering.of(lab.address(host), router, asn).dialing(Pair.BGP).announcingOnly())
        .originating("s6", routes);
  }

  private static void awaitRoutes(Router router, String peer, int count) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(router.received(peer)).isEqualTo(count));
  }

  private static Map<String, Route> seen(List<Route> routes, String nextHop, Long... asns) {
    Map<String, Route> seen = new HashMap<>();
    routes.forEach(route -> seen.put(route.prefix(), route.through(nextHop, asns)));
    return seen;
  }
}
