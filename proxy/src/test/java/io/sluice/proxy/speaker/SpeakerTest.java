package io.sluice.proxy.speaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Notification;
import io.sluice.bgp.update.UpdateBuilder;
import io.sluice.bgp.wire.ByteSink;
import io.sluice.bgp.wire.Bytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SpeakerTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  private final List<Speaker> speakers = new ArrayList<>();

  @AfterEach
  void closeAll() {
    speakers.forEach(Speaker::close);
  }

  private Speaker start(SpeakerConfig config, SpeakerListener listener) throws IOException {
    Speaker speaker = new Speaker(config, listener);
    speakers.add(speaker);
    return speaker.start();
  }

  private static SpeakerConfig listening() {
    return SpeakerConfig.listen(new InetSocketAddress(HERE, 0), 4200000001L, "192.0.2.1");
  }

  private static SpeakerConfig dialling(Speaker whom) {
    return SpeakerConfig.dial(HERE, whom.address(), 64500, "192.0.2.2");
  }

  /** Both ends of a session. */
  private record Pair(SpeakerSession dialled, SpeakerSession accepted) {}

  private Pair pair(SpeakerConfig passive, java.util.function.UnaryOperator<SpeakerConfig> active)
      throws Exception {
    Speaker right = start(passive, SpeakerListener.NONE);
    Speaker left = start(active.apply(dialling(right)), SpeakerListener.NONE);
    return new Pair(left.awaitSession(SOON), right.awaitSession(SOON));
  }

  private static byte[] ipv4(String attributes, String nlri) {
    UpdateBuilder builder = new UpdateBuilder(DecodeContext.AS4);
    builder.set(1, 0x40, Bytes.ofHex("00"));
    builder.set(2, 0x40, Bytes.ofHex(attributes));
    builder.set(3, 0x40, Bytes.ofHex("c0000202"));
    builder.nlri().bytes(Bytes.ofHex(nlri));
    return builder.build(4096).get().get(0);
  }

  @Test
  void whatOneEndAnnouncesIsReachableAtTheOther() throws Exception {
    Pair pair = pair(listening(), c -> c);
    byte[] first = ipv4("02010000fbf4", "18c0000218c63364");
    UpdateBuilder six = new UpdateBuilder(DecodeContext.AS4);
    six.reach(AddressFamily.IPV6_UNICAST, Bytes.ofHex("20010db8000000000000000000000001"))
        .bytes(Bytes.ofHex("2020010db8"));
    byte[] second =
        six.set(1, 0x40, new byte[1]).set(2, 0x40, new byte[0]).build(4096).get().get(0);
    UpdateBuilder gone = new UpdateBuilder(DecodeContext.AS4);
    gone.withdrawn().bytes(Bytes.ofHex("18c63364"));
    byte[] third = gone.build(4096).get().get(0);

    pair.dialled().announce(List.of(first, second, third));
    pair.dialled().endOfRib(AddressFamily.IPV4_UNICAST);
    pair.dialled().endOfRib(AddressFamily.IPV6_UNICAST);

    await().until(() -> pair.accepted().counters().endsOfRib() == 2);
    assertThat(pair.accepted().routes())
        .extracting(Route::prefix)
        .containsExactlyInAnyOrder("192.0.2.0/24", "2001:db8::/32");
    SpeakerCounters counters = pair.accepted().counters();
    assertThat(counters.updates()).isEqualTo(5);
    assertThat(counters.announced()).isEqualTo(3);
    assertThat(counters.withdrawn()).isEqualTo(1);
    assertThat(counters.malformed()).isZero();
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(first);
    digest.update(second);
    digest.update(third);
    assertThat(pair.accepted().sha256()).isEqualTo(HexFormat.of().formatHex(digest.digest()));
  }

  @Test
  void aHundredThousandMessagesKeepTheirOrder() throws Exception {
    List<Integer> arrived = Collections.synchronizedList(new ArrayList<>());
    Speaker right =
        start(
            listening().withoutRoutes(),
            new SpeakerListener() {
              @Override
              public void received(
                  SpeakerSession s, byte[] buffer, int offset, int length, long nanoTime) {
                if (buffer[offset + 18] == 2 && length > 23) {
                  arrived.add(Bytes.u24(buffer, offset + length - 3));
                }
              }
            });
    SpeakerSession left = start(dialling(right), SpeakerListener.NONE).awaitSession(SOON);
    SpeakerSession accepted = right.awaitSession(SOON);
    ByteSink table = new ByteSink();
    List<Integer> expected = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      table.bytes(ipv4("", "18" + String.format("%06x", i)));
      expected.add(i);
    }
    left.announce(table.toByteArray());
    left.endOfRib(AddressFamily.IPV4_UNICAST);

    await().atMost(SOON).until(() -> accepted.counters().endsOfRib() == 1);
    assertThat(arrived).isEqualTo(expected);
    assertThatThrownBy(accepted::routes).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void pathIdentifiersTellRoutesApart() throws Exception {
    Pair pair =
        pair(
            listening().withAddPath(AddressFamily.IPV4_UNICAST),
            c -> c.withAddPath(AddressFamily.IPV4_UNICAST));
    pair.dialled().announce(ipv4("", "0000000118c000020000000218c00002"));
    await().until(() -> pair.accepted().counters().announced() == 2);
    assertThat(pair.accepted().routes())
        .containsExactlyInAnyOrder(
            new Route("192.0.2.0/24", 0x0101, 1), new Route("192.0.2.0/24", 0x0101, 2));
  }

  @Test
  void longMessagesCrossOnlyWhenBothEndsTakeThem() throws Exception {
    byte[] longest = new byte[65535];
    java.util.Arrays.fill(longest, 0, 16, (byte) 0xff);
    longest[16] = (byte) 0xff;
    longest[17] = (byte) 0xff;
    longest[18] = 2;
    Bytes.putU16(longest, 21, 65535 - 23);
    Bytes.putU16(longest, 23, 0xd063);
    Bytes.putU16(longest, 25, 65535 - 27);

    Pair both = pair(listening().withExtendedMessages(), SpeakerConfig::withExtendedMessages);
    both.dialled().announce(longest);
    await().until(() -> both.accepted().counters().updates() == 1);

    Pair one = pair(listening(), SpeakerConfig::withExtendedMessages);
    one.dialled().announce(longest);
    SessionEnd end = one.dialled().end().get(30, TimeUnit.SECONDS);
    assertThat(end.received()).isEqualTo(Notification.encode(1, 2, (byte) 0xff, (byte) 0xff));
  }

  @Test
  void closingSaysCeaseToTheOtherEnd() throws Exception {
    Pair pair = pair(listening(), c -> c);
    pair.dialled().close();
    SessionEnd end = pair.accepted().end().get(30, TimeUnit.SECONDS);
    assertThat(Notification.describe(end.received())).isEqualTo("Cease/Administrative Shutdown");
    assertThat(end.sent()).isNull();
    assertThat(pair.accepted().isEstablished()).isFalse();
  }

  @Test
  void keepalivesHoldTheSessionUpBeyondItsHoldTime() throws Exception {
    Pair pair = pair(listening().withHoldTime(3), c -> c);
    assertThat(pair.dialled().negotiated().holdTime()).isEqualTo(3);
    Thread.sleep(4500);
    assertThat(pair.dialled().isEstablished()).isTrue();
    assertThat(pair.accepted().isEstablished()).isTrue();
  }

  @Test
  void aTableInFrontOfASilentReaderDoesNotKeepCloseFromReturning() throws Exception {
    Speaker right = start(listening(), SpeakerListener.NONE);
    try (RawPeer raw = RawPeer.dial(right.address())) {
      raw.handshake(90);
      SpeakerSession session = right.awaitSession(SOON);
      session.announce(new byte[64 << 20]);
      long before = System.nanoTime();
      session.close();
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
      assertThat(session.end()).isCompleted();
    }
  }

  @Test
  void diallingGoesOnUntilSomebodyListens() throws Exception {
    InetSocketAddress address;
    try (ServerSocket free = new ServerSocket(0, 1, HERE)) {
      address = (InetSocketAddress) free.getLocalSocketAddress();
    }
    Speaker left =
        start(SpeakerConfig.dial(HERE, address, 64500, "192.0.2.2"), SpeakerListener.NONE);
    assertThatThrownBy(() -> left.awaitSession(Duration.ofMillis(300)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no session with")
        .hasMessageContaining("refused");
    start(SpeakerConfig.listen(address, 64501, "192.0.2.1"), SpeakerListener.NONE);
    assertThat(left.awaitSession(SOON).isEstablished()).isTrue();
  }

  @Test
  void everyConnectionIsASessionOfItsOwn() throws Exception {
    Speaker right = start(listening(), SpeakerListener.NONE);
    SpeakerSession one = start(dialling(right), SpeakerListener.NONE).awaitSession(SOON);
    SpeakerSession other = start(dialling(right), SpeakerListener.NONE).awaitSession(SOON);
    one.announce(ipv4("", "18c00002"));
    SpeakerSession first = right.awaitSession(SOON);
    SpeakerSession second = right.awaitSession(SOON);
    await().until(() -> first.counters().announced() == 1);
    assertThat(second.counters().announced()).isZero();
    other.abort();
    assertThat(second.end().get(30, TimeUnit.SECONDS).received()).isNull();
    assertThat(first.isEstablished()).isTrue();
  }

  @Test
  void theAddressIsFreeAgainOnceClosed() throws Exception {
    Speaker first = start(listening(), SpeakerListener.NONE);
    for (int i = 0; i < 50; i++) {
      SpeakerConfig same = SpeakerConfig.listen(first.address(), 64501, "192.0.2.1");
      first.close();
      first = start(same, SpeakerListener.NONE);
    }
    assertThat(start(dialling(first), SpeakerListener.NONE).awaitSession(SOON)).isNotNull();
  }

  @Test
  void anAddressInUseIsNamed() throws Exception {
    Speaker right = start(listening(), SpeakerListener.NONE);
    SpeakerConfig same = SpeakerConfig.listen(right.address(), 64500, "192.0.2.9");
    assertThatThrownBy(() -> start(same, SpeakerListener.NONE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot listen on")
        .hasMessageContaining(Integer.toString(right.address().getPort()));
  }

  @Test
  void configurationsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> listening().withHoldTime(2)).hasMessageContaining("hold time 2 s");
    InetSocketAddress any = new InetSocketAddress(HERE, 0);
    assertThatThrownBy(() -> SpeakerConfig.listen(any, 0, "192.0.2.1"))
        .hasMessageContaining("AS number 0");
    assertThatThrownBy(() -> SpeakerConfig.listen(any, 1, "host.example"))
        .hasMessageContaining("'host.example'");
  }
}
