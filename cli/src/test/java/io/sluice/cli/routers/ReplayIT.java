package io.sluice.cli.routers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.cli.process.SharedData;
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

/** Archives replayed to real routers, whose tables bgpdump's account of the same archives tells. */
@Tag("routers")
class ReplayIT extends Scenario {
  private static final int LISTEN = 1790;
  private static final int BGP = 1179;
  private static final long SPEAKER_ASN = 65055;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** UPDATEs of 30 peers, IPv4 and IPv6, withdrawals among them. */
  private static final String UPDATES =
      "jwbensley+dfz_name_and_shame/dnas/tests/RRC23/rrc23.updates.20220421.0200.gz";

  private static final String PEER_OF_UPDATES = "2001:de8:4::1:8106:1";

  /** A table of many peers, of AS numbers of two octets: of each prefix the last route counts. */
  private static final String TABLE = "RIPE-NCC+bgpdump/test_data/bview.20020722.2337.gz";

  @TempDir Path folder;

  @BeforeAll
  static void programs() {
    Tools.assumeInstalled(Tools.FRR, Tools.BIRD, "vtysh", "bgpdump");
  }

  @Test
  void frrHoldsWhatTheArchivesSayAndGetsItAgainWhenItAsks() {
    Path updates = SharedData.file(UPDATES);
    Path table = SharedData.file(TABLE);
    Map<String, BgpdumpLines.Line> expected = new HashMap<>();
    BgpdumpLines.replay(updates, null, expected);
    BgpdumpLines.replay(table, null, expected);
    try (Lab lab = Lab.onLoopback(folder, 50)) {
      String middle = lab.address(1);
      String left = lab.address(2);
      Frr frr =
          lab.closing(new Frr(lab, "frr", 4200000002L, "10.0.0.2"))
              .peer(Peering.of(left, middle, SPEAKER_ASN).dialing(LISTEN).takingOnly());
      frr.start();
      SluiceProcess sluice =
          SluiceProcess.startCold(
              lab,
              kafka(),
              List.of(
                  "--",
                  "speaker",
                  "--active",
                  "--asn",
                  Long.toString(SPEAKER_ASN),
                  "--",
                  "read",
                  "--mrt",
                  "--wait",
                  "ESTABLISHED",
                  updates.toString(),
                  "--",
                  "read",
                  table.toString(),
                  "--",
                  "listen",
                  middle + ":" + LISTEN));
      sluice.awaitOutput("End-of-RIB is sent");
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(frr.received(middle)).isEqualTo(expected.size()));
      assertSame(frr.routesFrom(middle), expected);

      int before = updates(frr, middle);
      frr.show("clear bgp " + middle + " soft in");
      // Packed closer than it came: still some thousand messages.
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(updates(frr, middle)).isGreaterThan(before + 1000));
      awaitQuiet(frr, middle);
      assertSame(frr.routesFrom(middle), expected);
      assertThat(frr.timesEstablished(middle)).isEqualTo(1);
      assertThat(frr.neighbor(middle).at("/messageStats/notificationsSent").asInt()).isZero();
      sluice.child().assertAlive();
    }
  }

  private static int updates(Frr frr, String peer) {
    return frr.neighbor(peer).at("/messageStats/updatesRecv").asInt();
  }

  private static void awaitQuiet(Frr frr, String peer) {
    int[] last = {-1};
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              int now = updates(frr, peer);
              boolean quiet = now == last[0];
              last[0] = now;
              return quiet;
            });
  }

  /** As maps compare, but a difference is told in a few lines and not in a hundred thousand. */
  private static void assertSame(Map<String, Route> held, Map<String, BgpdumpLines.Line> expected) {
    Map<String, BgpdumpLines.Line> lines = BgpdumpLines.of(held);
    List<String> differences = new ArrayList<>();
    expected.forEach(
        (prefix, line) -> {
          if (!line.equals(lines.get(prefix))) {
            differences.add(prefix + ": " + lines.get(prefix) + " instead of " + line);
          }
        });
    assertThat(differences.stream().limit(10)).isEmpty();
    assertThat(lines).hasSameSizeAs(expected);
  }

  @Test
  void birdHoldsThatOfOnePeerFromTheRightEndAndKeepsItWhileTheSpeakerRestarts() {
    Path updates = SharedData.file(UPDATES);
    Map<String, BgpdumpLines.Line> expected = new HashMap<>();
    BgpdumpLines.replay(updates, PEER_OF_UPDATES, expected);
    try (Lab lab = Lab.onLoopback(folder, 51)) {
      String middle = lab.address(1);
      String router = lab.address(2);
      Bird bird =
          lab.closing(new Bird(lab, "bird", 4200000003L, "10.0.0.3"))
              .peer(Peering.of(router, middle, SPEAKER_ASN).takingOnly());
      bird.start();
      Path data = lab.folder("data");
      try (SluiceProcess first =
          SluiceProcess.start(lab, "first", data, toBird(middle, router, updates))) {
        first.awaitOutput("End-of-RIB is sent");
        awaitTable(bird, middle, expected);
        first.child().kill();
        await().atMost(PATIENCE).until(() -> !bird.established(middle));
        assertThat(bird.received(middle)).as("kept meanwhile").isEqualTo(expected.size());
      }
      List<String> again = toBird(middle, router, updates);
      again.add("--restarted");
      SluiceProcess.start(lab, "second", data, again).awaitOutput("End-of-RIB is sent");
      awaitTable(bird, middle, expected);
      assertThat(bird.established(middle)).isTrue();
    }
  }

  private static List<String> toBird(String middle, String router, Path updates) {
    List<String> words =
        new ArrayList<>(List.of("--warm-up", "0s", "--", "connect", "--bind", middle));
    words.addAll(List.of(router + ":" + BGP, "--", "read"));
    words.addAll(List.of("-O", "tag[PEER_IP] == " + PEER_OF_UPDATES, updates.toString(), "--"));
    words.addAll(List.of("speaker", "--active", "--asn", Long.toString(SPEAKER_ASN)));
    words.addAll(List.of("--id", "10.0.0.55", "--restart-time", "120"));
    return words;
  }

  private static void awaitTable(Bird bird, String peer, Map<String, BgpdumpLines.Line> expected) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(bird.received(peer)).isEqualTo(expected.size()));
    assertSame(bird.routesFrom(peer), expected);
  }
}
