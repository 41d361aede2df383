package io.sluice.cli.routers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * FRR on the left, which gets its routes from a BIRD behind it, BIRD on the right, and the
 * addresses of the middle between them. The left dials the middle at port 1790, the middle dials
 * the right.
 */
final class Pair {
  static final int LISTEN = 1790;
  static final int BGP = 1179;
  static final long LEFT_ASN = 4_200_000_002L;
  static final long RIGHT_ASN = 4_200_000_003L;
  static final long FEED_ASN = 4_200_000_009L;
  static final String LEFT_NEXT_HOP = "10.0.0.2";
  static final String RIGHT_NEXT_HOP = "10.0.0.3";

  final Lab lab;
  final String middle;
  final String left;
  final String right;
  final Frr frr;
  final Bird bird;
  final Capture capture;
  private final Bird feeder;
  private final String leftKey;
  private final Map<String, Route> atRight = new HashMap<>();
  private final Map<String, Route> atLeft = new HashMap<>();

  /**
   * Sets the routers up; none runs yet.
   *
   * @param fromLeft what FRR announces; empty for nothing
   * @param fromRight what BIRD announces; empty for nothing
   * @param holdTime of both routers, seconds
   * @param leftKey TCP-MD5 key between FRR and the middle; {@code null} for none
   */
  Pair(Lab lab, List<Route> fromLeft, List<Route> fromRight, int holdTime, String leftKey) {
    this.lab = lab;
    this.leftKey = leftKey;
    middle = lab.address(1);
    left = lab.address(2);
    right = lab.address(3);
    String feed = lab.address(9);
    feeder =
        lab.closing(new Bird(lab, "feeder", FEED_ASN, feed))
            .peer(Peering.of(feed, left, LEFT_ASN).dialing(BGP).announcingOnly());
    Peering toMiddle = Peering.of(left, middle, RIGHT_ASN).dialing(LISTEN).withHoldTime(holdTime);
    frr =
        lab.closing(new Frr(lab, "frr", LEFT_ASN, LEFT_NEXT_HOP))
            .peer(Peering.of(left, feed, FEED_ASN).takingOnly())
            .peer(toMiddle.withPassword(leftKey));
    bird =
        lab.closing(new Bird(lab, "bird", RIGHT_ASN, RIGHT_NEXT_HOP))
            .peer(Peering.of(right, middle, LEFT_ASN).withHoldTime(holdTime));
    capture = lab.closing(Capture.start(lab, "capture", "tcp and net " + lab.address(0) + "/24"));
    originate(feeder, fromLeft);
    originate(bird, fromRight);
    for (Route route : fromLeft) {
      String nextHop = route.prefix().contains(":") ? frr.nextHop6() : LEFT_NEXT_HOP;
      atRight.put(route.prefix(), route.through(nextHop, LEFT_ASN, FEED_ASN));
    }
    for (Route route : fromRight) {
      atLeft.put(route.prefix(), asSeenLeft(route));
    }
  }

  private static void originate(Bird bird, List<Route> routes) {
    List<Route> ipv4 = routes.stream().filter(r -> !r.prefix().contains(":")).toList();
    List<Route> ipv6 = routes.stream().filter(r -> r.prefix().contains(":")).toList();
    bird.originating("s4", ipv4).originating("s6", ipv6);
  }

  /** A route of BIRD's as FRR holds it. */
  Route asSeenLeft(Route route) {
    String nextHop = route.prefix().contains(":") ? bird.nextHop6() : RIGHT_NEXT_HOP;
    return route.through(nextHop, RIGHT_ASN);
  }

  /** The pipeline between the two: {@code -- listen … -- <stages> -- connect …}. */
  List<String> pipeline(String... stages) {
    List<String> protectedBy =
        leftKey == null ? List.of() : List.of("--md5", leftKey, "--peer", left);
    return pipeline(middle, right, protectedBy, stages);
  }

  /** As {@link #pipeline(String...)}, between any two. */
  static List<String> pipeline(
      String middle, String right, List<String> listenOptions, String... stages) {
    List<String> words = new ArrayList<>(List.of("--", "listen"));
    words.addAll(listenOptions);
    words.addAll(List.of(middle + ":" + LISTEN));
    if (stages.length > 0) {
      words.add("--");
      words.addAll(List.of(stages));
    }
    words.addAll(List.of("--", "connect", "--bind", middle, right + ":" + BGP));
    return words;
  }

  /** Starts the routers, the far ends first. */
  void start() {
    bird.start();
    feeder.start();
    frr.start();
  }

  /** Waits until both routers say Established. */
  void awaitEstablished() {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              assertThat(frr.established(middle)).as("FRR established").isTrue();
              assertThat(bird.established(middle)).as("BIRD established").isTrue();
            });
  }

  /** Waits until both routers have as many routes as were announced to them. */
  void awaitTables(Duration most) {
    await()
        .atMost(most)
        .untilAsserted(
            () -> {
              assertThat(bird.received(middle)).as("BIRD's routes").isEqualTo(atRight.size());
              assertThat(frr.received(middle)).as("FRR's routes").isEqualTo(atLeft.size());
            });
  }

  /** Waits until FRR has this many routes of BIRD's. */
  void awaitAtLeft(int count) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(frr.received(middle)).as("FRR's routes").isEqualTo(count));
  }

  /** Fails unless both routers hold exactly what the other announced. */
  void assertTablesEqualWhatWasSent() {
    assertThat(bird.routesFrom(middle)).isEqualTo(atRight);
    assertThat(frr.routesFrom(middle)).isEqualTo(atLeft);
  }

  /** The one connection of the left leg that carried routes. */
  Conversation leftLeg() {
    return Wire.theOneWithRoutes(capture.conversations(LISTEN));
  }

  /** The one connection of the right leg that carried routes. */
  Conversation rightLeg() {
    return Wire.theOneWithRoutes(toRight());
  }

  /** The connections of the right leg. */
  List<Conversation> toRight() {
    return capture.conversations(BGP).stream()
        .filter(c -> c.serverAddress().equals(right))
        .toList();
  }

  /** Fails unless every message crossed unchanged, in one session that nothing interrupted. */
  void assertCrossedUnchanged() {
    Wire.awaitCrossedUnchanged(left, this::leftLeg, right, this::rightLeg);
  }
}
