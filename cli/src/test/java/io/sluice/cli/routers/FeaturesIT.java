package io.sluice.cli.routers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.bgp.Header;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What real routers agree on beyond plain routes, with a bridge between them. */
@Tag("routers")
class FeaturesIT extends Scenario {
  @TempDir Path folder;

  @BeforeAll
  static void programs() {
    Tools.assumeInstalled(Tools.FRR, Tools.BIRD, "tcpdump", "vtysh");
  }

  @Test
  void routesCrossBetweenExaBgpAndOpenBgpdUnchanged() {
    Tools.assumeInstalled("exabgp", Tools.OPENBGPD, "bgpctl", "python3");
    try (Lab lab = Lab.onLoopback(folder, 31)) {
      String middle = lab.address(1);
      String left = lab.address(5);
      String right = lab.address(6);
      List<Route> routes = Routes.ipv4(60, 20, 21);
      Peering dial = Peering.of(left, middle, 4_200_000_006L).dialing(Pair.LISTEN);
      ExaBgp exabgp = lab.closing(new ExaBgp(lab, "exabgp", 4_200_000_005L, dial));
      routes.forEach(route -> exabgp.originating(route, "10.0.0.5", 4_200_000_005L));
      OpenBgpd openbgpd =
          lab.closing(new OpenBgpd(lab, "openbgpd", 4_200_000_006L, "10.0.0.6", right))
              .peer(Peering.of(right, middle, 4_200_000_005L))
              .originating("60.0.0.0/24", "65000:1", "4200000006:1:2")
              .originating("60.0.1.0/24", "65000:2", "4200000006:3:4");
      Capture capture =
          lab.closing(Capture.start(lab, "capture", "tcp and net " + lab.address(0) + "/24"));
      sluice(lab, middle, right);
      openbgpd.start();
      exabgp.start();
      await().atMost(Duration.ofMinutes(1)).until(() -> openbgpd.received(middle) == routes.size());
      await().atMost(Duration.ofMinutes(1)).until(() -> exabgp.received(middle) == 2);
      Map<String, Route> seen = openbgpd.routesFrom(middle);
      for (Route route : routes) {
        assertThat(seen.get(route.prefix())).isEqualTo(route.through("10.0.0.5", 4_200_000_005L));
      }
      assertThat(exabgp.routesFrom(middle).get("60.0.1.0/24").large())
          .containsExactly("4200000006:3:4");
      Wire.awaitCrossedUnchanged(
          left,
          () -> Wire.theOneWithRoutes(capture.conversations(Pair.LISTEN)),
          right,
          () -> Wire.theOneWithRoutes(capture.conversations(Pair.BGP)));
    }
  }

  @Test
  void severalPathsForOnePrefixCrossWithTheirIdentifiers() {
    try (Lab lab = Lab.onLoopback(folder, 32)) {
      String middle = lab.address(1);
      String right = lab.address(3);
      List<Route> routes = Routes.ipv4(50, 60, 22);
      List<Route> others = Routes.ipv4(50, 60, 23);
      Bird one = feed(lab, 8, right, routes);
      Bird other = feed(lab, 9, right, others);
      Bird bird =
          lab.closing(new Bird(lab, "bird", Pair.RIGHT_ASN, Pair.RIGHT_NEXT_HOP))
              .peer(Peering.of(right, lab.address(8), 4_200_000_008L).takingOnly())
              .peer(Peering.of(right, lab.address(9), 4_200_000_009L).takingOnly())
              .peer(Peering.of(right, middle, Pair.LEFT_ASN).withAddPath());
      Frr frr =
          lab.closing(new Frr(lab, "frr", Pair.LEFT_ASN, Pair.LEFT_NEXT_HOP))
              .peer(Peering.of(lab.address(2), middle, Pair.RIGHT_ASN).dialing(Pair.LISTEN));
      Capture capture =
          lab.closing(Capture.start(lab, "capture", "tcp and net " + lab.address(0) + "/24"));
      sluice(lab, middle, right, "limit", "-LR", "-4", "--max-length", "24");
      bird.start();
      one.start();
      other.start();
      frr.start();
      await().atMost(Duration.ofMinutes(1)).until(() -> frr.received(middle) == 100);
      JsonNode paths =
          Json.parse(frr.show("show bgp ipv4 unicast " + routes.get(0).prefix() + " json"));
      assertThat(paths.path("paths")).hasSize(2);
      assertUnchanged(lab, capture);
    }
  }

  @Test
  void extendedMessagesOfFrrCrossAndRefusedRoutesAreTakenOutOfThem() {
    try (Lab lab = Lab.onLoopback(folder, 37)) {
      Route like = Routes.ipv4(1, 20, 31).get(0);
      List<Route> fromLeft =
          Routes.ipv4(10_000, 20, 32).stream()
              .map(r -> like.through("0.0.0.0").withPrefix(r.prefix()))
              .toList();
      Pair pair = new Pair(lab, fromLeft, Routes.ipv4(10, 60, 33), 90, null);
      sluice(lab, pair.middle, pair.right, "drop", "-R", "prefix ~ 20.0.0.0/21");
      pair.start();
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> pair.bird.received(pair.middle) == fromLeft.size() - 8);
      List<byte[]> sent = Wire.sentBy(pair.left, pair.leftLeg());
      assertThat(sent).anyMatch(m -> m.length > Header.MAX_LENGTH);
      assertThat(pair.bird.routesFrom(pair.middle))
          .doesNotContainKeys("20.0.0.0/24", "20.0.7.0/24")
          .containsKeys("20.0.8.0/24", "20.39.15.0/24");
    }
  }

  @Test
  void flowspecRulesCross() {
    try (Lab lab = Lab.onLoopback(folder, 33)) {
      Pair pair = new Pair(lab, List.of(), Routes.ipv4(10, 60, 24), 90, null);
      pair.bird.with(
          """
          flow4 table flowtab4;
          protocol static f4 { flow4 { table flowtab4; };
            route flow4 { dst 203.0.113.0/24; proto = 17; dport = 53; };
          }
          """);
      pair.bird.with(
          pair.middle, "flow4 { table flowtab4; import all; export all; validate off; };");
      pair.frr.withFamily("ipv4 flowspec", "neighbor " + pair.middle + " activate");
      sluice(lab, pair.middle, pair.right);
      pair.start();
      pair.awaitAtLeft(10);
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(pair.frr.show("show bgp ipv4 flowspec detail"))
                      .contains("203.0.113.0/24"));
      pair.assertCrossedUnchanged();
    }
  }

  private static Bird feed(Lab lab, int host, String router, List<Route> routes) {
    return lab.closing(new Bird(lab, "feed" + host, 4_200_000_000L + host, lab.address(host)))
        .peer(
            Peering.of(lab.address(host), router, Pair.RIGHT_ASN)
                .dialing(Pair.BGP)
                .withFamilies(true, false)
                .announcingOnly())
        .originating("s4", routes);
  }

  private void sluice(Lab lab, String middle, String right, String... stages) {
    SluiceProcess.startCold(lab, kafka(), Pair.pipeline(middle, right, List.of(), stages))
        .awaitListening(middle, Pair.LISTEN);
  }

  private static void assertUnchanged(Lab lab, Capture capture) {
    Wire.awaitCrossedUnchanged(
        lab.address(2),
        () -> Wire.theOneWithRoutes(capture.conversations(Pair.LISTEN)),
        lab.address(3),
        () ->
            Wire.theOneWithRoutes(
                capture.conversations(Pair.BGP).stream()
                    .filter(c -> c.clientAddress().equals(lab.address(1)))
                    .toList()));
  }
}
