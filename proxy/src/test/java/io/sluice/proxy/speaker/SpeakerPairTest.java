package io.sluice.proxy.speaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.MessageType;
import io.sluice.bgp.Notification;
import io.sluice.bgp.RouteRefresh;
import io.sluice.bgp.update.UpdateBuilder;
import io.sluice.bgp.wire.Bytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two speakers over real sockets: what they remember for each other. */
class SpeakerPairTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  private final List<Speaker> speakers = new ArrayList<>();

  @AfterEach
  void closeAll() {
    speakers.forEach(Speaker::close);
  }

  private Speaker start(SpeakerConfig config) throws IOException {
    return start(config, SpeakerListener.NONE);
  }

  private Speaker start(SpeakerConfig config, SpeakerListener listener) throws IOException {
    Speaker speaker = new Speaker(config, listener);
    speakers.add(speaker);
    return speaker.start();
  }

  private static SpeakerConfig listening() {
    return SpeakerConfig.listen(new InetSocketAddress(HERE, 0), 64501, "192.0.2.1");
  }

  private static SpeakerConfig dialling(Speaker whom) {
    return SpeakerConfig.dial(HERE, whom.address(), 64500, "192.0.2.2");
  }

  private static byte[] ipv4(int community, String nlri) {
    UpdateBuilder builder = new UpdateBuilder(DecodeContext.AS4);
    builder.set(1, 0x40, new byte[1]).set(2, 0x40, new byte[0]);
    builder.set(3, 0x40, Bytes.ofHex("c0000202"));
    builder.set(8, 0xc0, Bytes.ofHex(String.format("%08x", community)));
    builder.nlri().bytes(Bytes.ofHex(nlri));
    return builder.build(4096).get().get(0);
  }

  private static byte[] withdrawal(String nlri) {
    UpdateBuilder builder = new UpdateBuilder(DecodeContext.AS4);
    builder.withdrawn().bytes(Bytes.ofHex(nlri));
    return builder.build(4096).get().get(0);
  }

  /** Keeps the types and lengths of what comes in behind the handshake. */
  private static final class Arrivals implements SpeakerListener {
    private final List<String> all = new CopyOnWriteArrayList<>();

    @Override
    public void received(SpeakerSession s, byte[] b, int offset, int length, long nanoTime) {
      int type = b[offset + 18];
      if (type == MessageType.ROUTE_REFRESH.code()) {
        all.add("refresh " + b[offset + 21]);
      } else if (type == MessageType.UPDATE.code()) {
        all.add(length == 23 ? "end" : "update");
      }
    }
  }

  @Test
  void aRefreshIsAnsweredWithWhatIsStillAnnounced() throws Exception {
    Arrivals arrivals = new Arrivals();
    Speaker right = start(listening(), arrivals);
    SpeakerSession left = start(dialling(right)).awaitSession(SOON);
    SpeakerSession accepted = right.awaitSession(SOON);
    left.announce(ipv4(1, "080a080b"));
    left.announce(ipv4(2, "080c"));
    left.announce(withdrawal("080b"));
    await().until(() -> accepted.counters().updates() == 3);
    accepted.requestRefresh(AddressFamily.IPV4_UNICAST);
    await().until(() -> accepted.counters().updates() == 5);
    assertThat(accepted.counters().announced()).isEqualTo(5);
    assertThat(accepted.routes())
        .extracting(Route::prefix)
        .containsOnly("10.0.0.0/8", "12.0.0.0/8");
    assertThat(arrivals.all).as("no marks were agreed on").doesNotContain("refresh 1");
  }

  @Test
  void anEnhancedRefreshIsMarkedAndClearsWhatIsNotInIt() throws Exception {
    Arrivals arrivals = new Arrivals();
    Speaker right = start(listening().withEnhancedRefresh(), arrivals);
    Speaker dialler = start(dialling(right).withEnhancedRefresh());
    SpeakerSession left = dialler.awaitSession(SOON);
    SpeakerSession accepted = right.awaitSession(SOON);
    left.announce(ipv4(1, "080a"));
    await().until(() -> accepted.counters().updates() == 1);
    accepted.requestRefresh(AddressFamily.IPV4_UNICAST);
    await().until(() -> arrivals.all.size() == 4);
    assertThat(arrivals.all)
        .containsExactly("update", "refresh " + RouteRefresh.BEGIN, "update", "refresh 2");
    assertThat(accepted.routes()).hasSize(1);
    assertThat(accepted.staleRoutes()).isEmpty();
  }

  @Test
  void whatWasAnnouncedIsAnnouncedInTheNextSession() throws Exception {
    Speaker right = start(listening());
    Speaker left = start(dialling(right).withRedial());
    SpeakerSession first = left.awaitSession(SOON);
    first.announce(ipv4(1, "080a080b"));
    first.announce(withdrawal("080b"));
    first.endOfRib(AddressFamily.IPV4_UNICAST);
    SpeakerSession accepted = right.awaitSession(SOON);
    await().until(() -> accepted.counters().endsOfRib() == 1);
    accepted.close();
    left.awaitSession(SOON);
    SpeakerSession next = right.awaitSession(SOON);
    await().until(() -> next.counters().endsOfRib() == 1);
    assertThat(next.routes()).extracting(Route::prefix).containsExactly("10.0.0.0/8");
    assertThat(left.announced()).isEqualTo(1);
  }

  @Test
  void theRoutesOfAPeerThatRestartsStayUntilItSaysEndOfRib() throws Exception {
    Speaker right = start(listening().withGracefulRestart(60, false));
    SpeakerSession before =
        start(dialling(right).withGracefulRestart(60, false)).awaitSession(SOON);
    before.announce(ipv4(1, "080a080b"));
    SpeakerSession first = right.awaitSession(SOON);
    await().until(() -> first.routes().size() == 2);
    before.abort();
    first.end().get(30, TimeUnit.SECONDS);

    // Another process in its place: it knows nothing of what was announced.
    SpeakerSession after = start(dialling(right).withGracefulRestart(60, true)).awaitSession(SOON);
    SpeakerSession second = right.awaitSession(SOON);
    assertThat(second.negotiated().right().restartsGracefully()).isTrue();
    assertThat(second.routes()).hasSize(2).isEqualTo(second.staleRoutes());
    after.announce(ipv4(2, "080a"));
    await().until(() -> second.staleRoutes().size() == 1);
    after.endOfRib(AddressFamily.IPV4_UNICAST);
    await().until(() -> second.counters().endsOfRib() == 1);
    assertThat(second.routes()).extracting(Route::prefix).containsExactly("10.0.0.0/8");
  }

  @Test
  void aNotificationEndsItForGood() throws Exception {
    Speaker right = start(listening().withGracefulRestart(60, false));
    SpeakerSession before =
        start(dialling(right).withGracefulRestart(60, false)).awaitSession(SOON);
    before.announce(ipv4(1, "080a"));
    SpeakerSession first = right.awaitSession(SOON);
    await().until(() -> first.routes().size() == 1);
    before.close();
    first.end().get(30, TimeUnit.SECONDS);
    start(dialling(right).withGracefulRestart(60, true)).awaitSession(SOON);
    assertThat(right.awaitSession(SOON).routes()).isEmpty();
  }

  @Test
  void aPassiveOneMirrorsThePeer() throws Exception {
    Speaker right = start(listening().mirroring());
    SpeakerSession left = start(dialling(right)).awaitSession(SOON);
    assertThat(left.negotiated().right().asn()).isEqualTo(64500);
    assertThat(left.negotiated().right().routerId()).isEqualTo("192.0.2.1");
  }

  @Test
  void twoThatDialEachOtherEndWithOneConnection() throws Exception {
    for (int i = 0; i < 5; i++) {
      InetSocketAddress one = free();
      InetSocketAddress other = free();
      List<SessionEnd> ends = new CopyOnWriteArrayList<>();
      SpeakerListener listener =
          new SpeakerListener() {
            @Override
            public void ended(SpeakerSession session, SessionEnd end) {
              ends.add(end);
            }
          };
      Speaker left = start(SpeakerConfig.dialAndListen(one, other, 64500, "192.0.2.2"), listener);
      Speaker right = start(SpeakerConfig.dialAndListen(other, one, 64501, "192.0.2.1"), listener);
      await()
          .atMost(SOON)
          .until(
              () ->
                  left.state() == SpeakerState.ESTABLISHED
                      && right.state() == SpeakerState.ESTABLISHED);
      SpeakerSession mine = established(left);
      SpeakerSession theirs = established(right);
      mine.announce(ipv4(1, "080a"));
      await().atMost(SOON).until(() -> theirs.routes().size() == 1);
      assertThat(ends)
          .allMatch(
              end ->
                  (end.sent() == null || Notification.subcode(end.sent()) == 7)
                      && (end.received() == null || Notification.subcode(end.received()) == 7));
      left.close();
      right.close();
      assertThat(left.state()).isEqualTo(SpeakerState.IDLE);
    }
  }

  /** The one that stays: another may have come up for a moment before it. */
  private static SpeakerSession established(Speaker speaker) throws Exception {
    SpeakerSession session = speaker.awaitSession(SOON);
    while (!session.isEstablished()) {
      session = speaker.awaitSession(SOON);
    }
    return session;
  }

  @Test
  void aSecondConnectionBesideAnEstablishedOneIsClosed() throws Exception {
    Speaker right = start(listening());
    Speaker left =
        start(
            SpeakerConfig.dialAndListen(
                new InetSocketAddress(HERE, 0), right.address(), 64500, "192.0.2.2"));
    SpeakerSession session = left.awaitSession(SOON);
    try (RawPeer raw = RawPeer.dial(left.address())) {
      raw.send(
          io.sluice.bgp.Open.encode(
              64501, 90, 0xc0000201, List.of(io.sluice.bgp.Open.fourOctetAs(64501))));
      assertThat(Notification.describe(raw.receive(MessageType.NOTIFICATION.code())))
          .isEqualTo("Cease/Connection Collision Resolution");
    }
    assertThat(session.isEstablished()).isTrue();
  }

  private static InetSocketAddress free() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, HERE)) {
      return (InetSocketAddress) free.getLocalSocketAddress();
    }
  }

  @Test
  void oneThatTakesNothingIsLetGoAndSoIsWhoWaitsToAnnounce() throws Exception {
    Speaker right = start(listening().withHoldTime(0).withSendHoldTime(Duration.ofMillis(300)));
    try (RawPeer raw = RawPeer.dial(right.address())) {
      raw.handshake(0);
      SpeakerSession session = right.awaitSession(SOON);
      byte[] message = ipv4(1, "080a");
      CompletableFuture<Long> sent =
          CompletableFuture.supplyAsync(
              () -> {
                long count = 0;
                while (session.announce(message)) {
                  count++;
                }
                return count;
              });
      SessionEnd end = session.end().get(20, TimeUnit.SECONDS);
      assertThat(Notification.code(end.sent())).isEqualTo(Notification.SEND_HOLD_TIMER_EXPIRED);
      // What is queued is bounded; the rest is in the buffers of two sockets.
      assertThat(sent.get(20, TimeUnit.SECONDS) * message.length).isBetween(1L << 20, 64L << 20);
    }
  }
}
