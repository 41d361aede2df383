package io.sluice.cli.routers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tools of these tests, proven with a middle that is known to change nothing: socat. */
@Tag("routers")
class HarnessIT {
  private static final int LISTEN = 1790;
  private static final int BGP = 1179;

  @TempDir Path folder;

  @BeforeAll
  static void programs() {
    Tools.assumeInstalled(Tools.FRR, Tools.BIRD, Tools.GOBGP, "socat", "tcpdump", "vtysh");
  }

  @Test
  void tablesAndBytesOfFrrAndBirdAreTheSameOnBothSidesOfAPlainRelay() {
    try (Lab lab = Lab.onLoopback(folder, 11)) {
      String middle = lab.address(1);
      String left = lab.address(2);
      String right = lab.address(3);
      List<Route> fromLeft = Routes.ipv4(300, 20, 1);
      List<Route> fromRight = Routes.ipv4(500, 60, 2);
      List<Route> fromRight6 = Routes.ipv6(100, 6, 3);
      Bird feeder =
          lab.closing(new Bird(lab, "feeder", 4200000009L, lab.address(9)))
              .peer(Peering.of(lab.address(9), left, 4200000002L).dialing(BGP).announcingOnly())
              .originating("s4", fromLeft);
      Frr frr =
          lab.closing(new Frr(lab, "frr", 4200000002L, "10.0.0.2"))
              .peer(Peering.of(left, lab.address(9), 4200000009L).takingOnly())
              .peer(Peering.of(left, middle, 4200000003L).dialing(LISTEN));
      Bird bird =
          lab.closing(new Bird(lab, "bird", 4200000003L, "10.0.0.3"))
              .peer(Peering.of(right, middle, 4200000002L))
              .originating("s4", fromRight)
              .originating("s6", fromRight6);
      Capture capture =
          lab.closing(Capture.start(lab, "capture", "tcp and net " + lab.address(0) + "/24"));
      relay(lab, middle, right);
      bird.start();
      frr.start();
      feeder.start();

      awaitRoutes(bird, middle, fromLeft.size());
      awaitRoutes(frr, middle, fromRight.size() + fromRight6.size());
      assertThat(bird.routesFrom(middle))
          .isEqualTo(seen(fromLeft, "10.0.0.2", 4200000002L, 4200000009L));
      Map<String, Route> expected = seen(fromRight, "10.0.0.3", 4200000003L);
      expected.putAll(seen(fromRight6, bird.nextHop6(), 4200000003L));
      assertThat(frr.routesFrom(middle)).isEqualTo(expected);

      Wire.awaitCrossedUnchanged(
          left,
          () -> Wire.theOneWithRoutes(capture.conversations(LISTEN)),
          right,
          () -> Wire.theOneWithRoutes(toRight(capture, right)));
      Conversation one = Wire.theOneWithRoutes(capture.conversations(LISTEN));
      Conversation other = Wire.theOneWithRoutes(toRight(capture, right));
      assertThat(Wire.sentBy(right, other)).hasSizeGreaterThan(100);
      List<byte[]> changed = new ArrayList<>(Wire.sentBy(left, one));
      changed.remove(changed.size() / 2);
      assertThatThrownBy(() -> Wire.assertSame("a gap", changed, Wire.receivedBy(right, other)))
          .isInstanceOf(AssertionError.class);
    }
  }

  @Test
  void tablesOfGoBgpAndFrrAreReadOverIpv6() {
    try (Lab lab = Lab.inNamespace(folder, 12)) {
      String middle = lab.address6(1);
      String left = lab.address6(4);
      String right = lab.address6(2);
      List<Route> routes = Routes.ipv6(200, 7, 4);
      Bird feeder =
          lab.closing(new Bird(lab, "feeder", 4200000009L, lab.address(9)))
              .peer(
                  Peering.of(lab.address(9), lab.address(2), 4200000002L)
                      .dialing(BGP)
                      .announcingOnly())
              .originating("s6", routes);
      Frr frr =
          lab.closing(new Frr(lab, "frr", 4200000002L, "10.0.0.2"))
              .peer(Peering.of(lab.address(2), lab.address(9), 4200000009L).takingOnly())
              .peer(Peering.of(right, middle, 4200000004L).withFamilies(false, true));
      GoBgp gobgp =
          lab.closing(
              new GoBgp(lab, "gobgp", 4200000004L, "10.0.0.4", lab.address(4), left)
                  .peer(
                      Peering.of(left, middle, 4200000002L)
                          .dialing(LISTEN)
                          .withFamilies(false, true)));
      relay(lab, middle, right);
      frr.start();
      feeder.start();
      gobgp.start();
      awaitRoutes(gobgp, middle, routes.size());
      assertThat(gobgp.routesFrom(middle))
          .isEqualTo(seen(routes, frr.nextHop6(), 4200000002L, 4200000009L));
    }
  }

  private static void relay(Lab lab, String middle, String right) {
    String version = middle.contains(":") ? "6" : "4";
    String bind = version.equals("6") ? "[" + middle + "]" : middle;
    String target = version.equals("6") ? "[" + right + "]" : right;
    lab.start(
        "socat",
        List.of(
            "socat",
            "TCP" + version + "-LISTEN:" + LISTEN + ",bind=" + bind + ",reuseaddr,fork",
            "TCP" + version + ":" + target + ":" + BGP + ",bind=" + bind));
  }

  private static List<Conversation> toRight(Capture capture, String right) {
    return capture.conversations(BGP).stream()
        .filter(c -> c.serverAddress().equals(right))
        .toList();
  }

  private static void awaitRoutes(Router router, String peer, int count) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(router.received(peer)).isEqualTo(count));
  }

  /** What the far router holds of routes that crossed these ASes. */
  static Map<String, Route> seen(List<Route> routes, String nextHop, Long... asns) {
    Map<String, Route> seen = new HashMap<>();
    routes.forEach(route -> seen.put(route.prefix(), route.through(nextHop, asns)));
    return seen;
  }
}
