package io.sluice.cli.routers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.bgp.Header;
import io.sluice.bgp.MessageType;
import io.sluice.bgp.Notification;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ends that do not keep to the protocol, on a session with a real router at its other end. One
 * Sluice sees them all, one after the other, and serves each that follows.
 */
@Tag("routers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadPeersIT extends Scenario {
  private static final long MOST_MEBIBYTES = 900;

  private Lab lab;
  private Bird bird;
  private SluiceProcess sluice;
  private String middle;

  @BeforeAll
  void start(@TempDir Path folder) {
    Tools.assumeInstalled(Tools.BIRD);
    lab = Lab.onLoopback(folder, 29);
    middle = lab.address(1);
    bird =
        lab.closing(new Bird(lab, "bird", Pair.RIGHT_ASN, Pair.RIGHT_NEXT_HOP))
            .peer(Peering.of(lab.address(3), middle, Pair.LEFT_ASN).withFamilies(true, false));
    bird.start();
    sluice =
        SluiceProcess.startCold(
                lab,
                kafka(),
                List.of(
                    "--",
                    "listen",
                    middle + ":" + Pair.LISTEN,
                    "--",
                    "limit",
                    "-LR",
                    "--ipv4",
                    "--max-length",
                    "24",
                    "--",
                    "connect",
                    "--bind",
                    middle,
                    lab.address(3) + ":" + Pair.BGP))
            .awaitListening(middle, Pair.LISTEN);
  }

  @AfterAll
  void stop() {
    if (lab != null) {
      lab.close();
    }
  }

  @Test
  void aWrongMarkerIsAnsweredWithConnectionNotSynchronized() throws IOException {
    assertAnswered(Octets.wrongMarker(), Notification.HEADER_ERROR, Notification.NOT_SYNCHRONIZED);
  }

  @Test
  void garbageIsAnsweredWithConnectionNotSynchronized() throws IOException {
    byte[] garbage = new byte[10_000];
    new Random(1).nextBytes(garbage);
    assertAnswered(garbage, Notification.HEADER_ERROR, Notification.NOT_SYNCHRONIZED);
  }

  @Test
  void aLengthBelowTheHeadersIsAnsweredWithBadMessageLength() throws IOException {
    byte[] told =
        assertAnswered(Octets.header(18, 4, 0), Notification.HEADER_ERROR, Notification.BAD_LENGTH);
    assertThat(Notification.data(told)).as("the length in question").containsExactly(0, 18);
  }

  @Test
  void aMessageOf65535OctetsIsAnsweredWithBadMessageLengthUnlessExtendedMessagesWereNegotiated()
      throws IOException {
    byte[] told =
        assertAnswered(
            Octets.update(65_535, Pair.LEFT_ASN),
            Notification.HEADER_ERROR,
            Notification.BAD_LENGTH);
    assertThat(Notification.data(told)).containsExactly(0xff, 0xff);
  }

  @Test
  void aMessageOf65535OctetsCrossesOnceExtendedMessagesWereNegotiated() throws IOException {
    try (RawPeer peer = established(true)) {
      peer.send(Octets.update(65_535, Pair.LEFT_ASN));
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> bird.received(middle) == Octets.routes(65_535));
    }
  }

  @Test
  void anUnknownTypeIsAnsweredWithBadMessageType() throws IOException {
    byte[] told =
        assertAnswered(Octets.header(19, 9, 0), Notification.HEADER_ERROR, Notification.BAD_TYPE);
    assertThat(Notification.data(told)).containsExactly(9);
  }

  @Test
  void halfAMessageAndTheEndOfTheConnectionEndsTheOtherSideToo() throws IOException {
    try (RawPeer peer = established(false)) {
      peer.send(java.util.Arrays.copyOf(Octets.update(43 + 4 * 1_000, Pair.LEFT_ASN), 2_000));
      peer.finish();
      await().atMost(Duration.ofSeconds(30)).until(() -> !bird.established(middle));
    }
    assertServesTheNext();
  }

  @Test
  void aFloodOfOpensEndsTheSession() throws IOException {
    try (RawPeer peer = established(false)) {
      byte[] open = Octets.open(Pair.LEFT_ASN, false);
      byte[] many = new byte[open.length * 10_000];
      for (int i = 0; i < many.length; i += open.length) {
        System.arraycopy(open, 0, many, i, open.length);
      }
      try {
        peer.send(many);
      } catch (IOException e) {
        // Hung up on before all was sent.
      }
      assertThat(peer.hungUp(10)).as("hung up on").isTrue();
    }
    assertServesTheNext();
  }

  @Test
  void aFloodOfConnectionsThatOnlySayOpenLeavesMemoryAloneAndTheSessionStanding()
      throws IOException {
    try (RawPeer peer = established(false)) {
      long before = sluice.child().residentMebibytes();
      List<RawPeer> flood = new ArrayList<>();
      for (int i = 0; i < 1_000; i++) {
        RawPeer one = new RawPeer(lab.address(100 + i % 100), middle, Pair.LISTEN);
        one.send(Octets.open(Pair.LEFT_ASN, false));
        flood.add(one);
      }
      peer.send(Octets.update(43 + 4 * 1_000, Pair.LEFT_ASN));
      await().atMost(Duration.ofSeconds(20)).until(() -> bird.received(middle) > 900);
      assertThat(bird.established(middle)).isTrue();
      assertThat(sluice.child().residentMebibytes() - before).as("MiB more").isLessThan(200);
      flood.forEach(RawPeer::close);
    }
    assertServesTheNext();
  }

  private byte[] assertAnswered(byte[] octets, int code, int subcode) throws IOException {
    byte[] told;
    try (RawPeer peer = established(false)) {
      peer.send(octets);
      told = peer.notification(10);
      assertThat(told).as("a NOTIFICATION").isNotNull();
      assertThat(Notification.describe(told)).isEqualTo(Notification.name(code, subcode));
      assertThat(peer.hungUp(10)).as("hung up on").isTrue();
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> !bird.established(middle));
    assertServesTheNext();
    return told;
  }

  private void assertServesTheNext() throws IOException {
    try (RawPeer next = established(false)) {
      next.send(Octets.update(43 + 4 * 7, Pair.LEFT_ASN));
      await().atMost(Duration.ofSeconds(30)).until(() -> bird.received(middle) == 7);
    }
    assertThat(sluice.child().residentMebibytes()).as("MiB").isLessThan(MOST_MEBIBYTES);
  }

  /** A session with BIRD through the middle, in which OPEN and KEEPALIVE have crossed. */
  private RawPeer established(boolean extendedMessages) {
    RawPeer[] result = new RawPeer[1];
    // The pair before may not be quite gone: dial until it goes through, as a router does.
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(300))
        .until(
            () -> {
              RawPeer peer = new RawPeer(lab.address(2), middle, Pair.LISTEN);
              peer.send(Octets.open(Pair.LEFT_ASN, extendedMessages));
              List<byte[]> answer = peer.readUntil(MessageType.KEEPALIVE, 5);
              int last = answer.size() - 1;
              if (last < 1 || Header.type(answer.get(last), 0) != MessageType.KEEPALIVE.code()) {
                peer.close();
                return false;
              }
              peer.send(Header.keepalive());
              result[0] = peer;
              return true;
            });
    await().atMost(Duration.ofSeconds(30)).until(() -> bird.established(middle));
    return result[0];
  }
}
