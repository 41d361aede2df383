package io.sluice.cli.routers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.bgp.Header;
import io.sluice.bgp.MessageType;
import io.sluice.bgp.wire.ByteSink;
import io.sluice.proxy.LegConfig;
import io.sluice.proxy.SessionConfig;
import io.sluice.proxy.SessionStatus;
import io.sluice.proxy.speaker.Speaker;
import io.sluice.proxy.speaker.SpeakerConfig;
import io.sluice.proxy.speaker.SpeakerListener;
import io.sluice.proxy.speaker.SpeakerSession;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many sessions through broker, judge and one proxy. */
@Tag("routers")
class ManySessionsIT {
  private static final int SESSIONS = 200;
  private static final int UPDATES = 100;
  private static final int UPDATE_LENGTH = 43 + 4 * 100;
  private static final int DEAF_UPDATES = 5_000;
  private static final int DEAF_LENGTH = 43 + 4 * 1_000;
  private static final Lab LAB = Lab.onLoopback(Path.of(""), 40);
  private static final Lab LEFTS = Lab.onLoopback(Path.of(""), 41);
  private static final String MIDDLE = LAB.address(1);
  private static final String RIGHT = LAB.address(3);
  private static final String DEAF = LAB.address(4);

  @TempDir Path folder;

  @Test
  void twoHundredSessionsGetTheirRoutesWhileOnePeerReadsNothing() throws Exception {
    ConcurrentLinkedQueue<SpeakerSession> rights = new ConcurrentLinkedQueue<>();
    List<Speaker> lefts = new ArrayList<>();
    SpeakerConfig right =
        SpeakerConfig.listen(new InetSocketAddress(RIGHT, Pair.BGP), 65_003, "10.0.0.3");
    SpeakerListener remember =
        new SpeakerListener() {
          @Override
          public void established(SpeakerSession session) {
            rights.add(session);
          }
        };
    Speaker far = new Speaker(right.withoutRoutes(), remember).start();
    try (DeafPeer deaf = new DeafPeer(DEAF);
        WholeProgram sluice = new WholeProgram(folder)) {
      sluice.proxy().add(session("deaf", left(0), DEAF));
      lefts.add(dial(0));
      deaf.establish(65_003);
      SpeakerSession flooding = lefts.get(0).awaitSession(Duration.ofSeconds(20));
      byte[] big = Octets.update(DEAF_LENGTH, 65_002);
      // At once: who announces one by one waits for the peer.
      ByteSink flood = new ByteSink(DEAF_UPDATES * big.length);
      for (int i = 0; i < DEAF_UPDATES; i++) {
        flood.bytes(big);
      }
      flooding.announce(flood.toByteArray());
      List<SpeakerSession> sending = new ArrayList<>();
      for (int k = 1; k <= SESSIONS; k++) {
        sluice.proxy().add(session("s" + k, left(k), RIGHT));
        lefts.add(dial(k));
      }
      for (int k = 1; k <= SESSIONS; k++) {
        sending.add(lefts.get(k).awaitSession(Duration.ofMinutes(1)));
      }
      byte[] update = Octets.update(UPDATE_LENGTH, 65_002);
      for (SpeakerSession session : sending) {
        for (int i = 0; i < UPDATES; i++) {
          session.announce(update);
        }
      }
      await()
          .atMost(Duration.ofMinutes(2))
          .untilAsserted(
              () ->
                  assertThat(rights)
                      .hasSize(SESSIONS)
                      .allMatch(s -> s.counters().updates() == UPDATES));
      SessionStatus.End stuck = status(sluice, "deaf").left();
      assertThat(stuck.messages()).as("read of the flood").isLessThan(DEAF_UPDATES);
      assertThat(stuck.heldBytes()).as("held for the deaf peer").isLessThan(8 << 20);

      int heard = 0;
      while (heard < DEAF_UPDATES) {
        byte[] message = deaf.next();
        if (Header.type(message, 0) == MessageType.UPDATE.code()) {
          assertThat(message).isEqualTo(big);
          heard++;
        }
      }
    } finally {
      lefts.forEach(Speaker::close);
      far.close();
    }
  }

  private static SessionStatus status(WholeProgram sluice, String id) {
    return sluice.proxy().sessions().stream()
        .filter(s -> s.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static String left(int k) {
    return LEFTS.address(k + 1);
  }

  private static SessionConfig session(String id, String leftPeer, String rightEnd)
      throws IOException {
    return new SessionConfig(
        id,
        LegConfig.listen(new InetSocketAddress(MIDDLE, Pair.LISTEN))
            .withPeer(InetAddress.getByName(leftPeer)),
        LegConfig.connect(new InetSocketAddress(rightEnd, Pair.BGP))
            .withBind(new InetSocketAddress(MIDDLE, 0)));
  }

  private static Speaker dial(int k) throws IOException {
    return new Speaker(
            SpeakerConfig.dial(
                    InetAddress.getByName(left(k)),
                    new InetSocketAddress(MIDDLE, Pair.LISTEN),
                    65_002,
                    "10.0.1." + k)
                .withoutRoutes())
        .start();
  }
}
