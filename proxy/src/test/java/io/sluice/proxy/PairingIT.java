package io.sluice.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.CapabilityCode;
import io.sluice.bgp.Header;
import io.sluice.bgp.Notification;
import io.sluice.bgp.Open;
import io.sluice.bgp.cap.CapabilityValue;
import io.sluice.proxy.kit.Bench;
import io.sluice.proxy.kit.Cluster;
import io.sluice.proxy.kit.Peer;
import io.sluice.proxy.kit.Records;
import io.sluice.proxy.kit.TestJudge;
import io.sluice.proxy.kit.Updates;
import io.sluice.schemas.Action;
import io.sluice.schemas.Topic;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How two connections become a session, whoever listens and dials, and how one end's loss ends it.
 */
@SuppressWarnings({"try", "AddressSelection"}) // judges work by being open; addresses are literal
class PairingIT {
  private static final Open.Capability EXTENDED =
      new Open.Capability(CapabilityCode.EXTENDED_MESSAGE, new byte[0]);
  private static final Open.Capability GRACEFUL =
      new CapabilityValue.GracefulRestart(
              0,
              120,
              List.of(new CapabilityValue.GracefulRestart.Entry(AddressFamily.IPV4_UNICAST, 0x80)))
          .encode();

  private Bench bench;

  @BeforeEach
  void start() throws IOException {
    bench = new Bench(Cluster.shared(), Limits.defaults().withOpenTimeout(Duration.ofSeconds(4)));
  }

  @AfterEach
  void stop() throws IOException {
    bench.close();
  }

  private void carries() throws IOException {
    bench.left.send(Updates.number(1));
    bench.right.send(Updates.number(2));
    assertThat(bench.right.receive(2)).isEqualTo(Updates.number(1));
    assertThat(bench.left.receive(2)).isEqualTo(Updates.number(2));
  }

  private void handshake() throws IOException {
    Bench.handshake(bench.left, bench.right, Peer.open(65001, 90), Peer.open(65002, 90));
  }

  @Test
  void bothMayDialTheProxy() throws Exception {
    try (TestJudge judge = TestJudge.passing(bench.cluster, bench.topics)) {
      bench.proxy.add(new SessionConfig("s", Bench.listening(), Bench.listening()));
      bench.left = Peer.dial(bench.status("s").left().listening());
      bench.right = Peer.dial(bench.status("s").right().listening());
      handshake();
      carries();
    }
  }

  @Test
  void theProxyMayDialBothAndDialsAgainWhenTheyHaveGone() throws Exception {
    try (TestJudge judge = TestJudge.passing(bench.cluster, bench.topics);
        ServerSocket other = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"))) {
      LegConfig left =
          LegConfig.connect((InetSocketAddress) other.getLocalSocketAddress())
              .withTimes(Duration.ofSeconds(1), Duration.ofMillis(50), Duration.ofMillis(100));
      bench.proxy.add(new SessionConfig("s", left, bench.dialling()));
      for (int round = 0; round < 2; round++) {
        bench.left = Peer.accept(other);
        bench.right = Peer.accept(bench.server);
        handshake();
        carries();
        bench.closePeers();
      }
    }
  }

  @Test
  void whatTheFirstSaysIsHeldUntilTheOtherIsReachedHoweverLongItTakes() throws Exception {
    try (TestJudge judge = TestJudge.passing(bench.cluster, bench.topics)) {
      int port = bench.address().getPort();
      bench.server.close();
      InetSocketAddress to = bench.add("s", VerdictPolicy.DEFAULT);
      bench.left = Peer.dial(to);
      bench.left.send(Peer.open(65001, 90));
      assertThat(bench.left.silentFor(1000)).isTrue();
      try (ServerSocket late = new ServerSocket(port, 10, InetAddress.getByName("127.0.0.1"))) {
        bench.right = Peer.accept(late);
        bench.right.send(Peer.open(65002, 90), Header.keepalive());
        assertThat(bench.right.receive()).isEqualTo(Peer.open(65001, 90));
        bench.left.receive();
        bench.left.send(Header.keepalive());
        bench.left.receive();
        carries();
      }
    }
  }

  @Test
  void whoeverWaitsInVainIsRejectedInTheEnd() throws Exception {
    try (TestJudge judge = TestJudge.passing(bench.cluster, bench.topics)) {
      bench.server.close();
      bench.left = Peer.dial(bench.add("s", VerdictPolicy.DEFAULT));
      bench.left.send(Peer.open(65001, 90));
      assertThat(Notification.describe(bench.left.receive()))
          .isEqualTo("Cease/Connection Rejected");
    }
  }

  @Test
  void aLossThatIsAGracefulRestartIsALossToTheOtherEndToo() throws Exception {
    try (TestJudge judge = TestJudge.passing(bench.cluster, bench.topics)) {
      bench.connect(bench.add("s", VerdictPolicy.DEFAULT));
      Bench.handshake(
          bench.left, bench.right, Peer.open(65001, 90, GRACEFUL), Peer.open(65002, 90, GRACEFUL));
      bench.left.send(Updates.number(1));
      bench.left.close();
      assertThat(bench.right.receive()).isEqualTo(Updates.number(1));
      assertThat(bench.right.receive()).as("no NOTIFICATION").isNull();
    }
  }

  @Test
  void eachEndIsFollowedByTheOpenThatItReallyGot() throws Exception {
    // The judge takes extended messages out of what the left end offers to the right one.
    byte[] without = Peer.open(65001, 90);
    TestJudge.Rule rule =
        m -> {
          if (m.type() == 1 && m.origin().senderAsn() == 65001) {
            return TestJudge.verdict(m, Action.REPLACE, without);
          }
          boolean first = m.type() == 2 && m.wireLength() == Updates.number(1).length;
          return first
              ? TestJudge.verdict(m, Action.REPLACE, Updates.ofLength(5000))
              : TestJudge.verdict(m, Action.PASS);
        };
    try (TestJudge judge = new TestJudge(bench.cluster, bench.topics, rule)) {
      bench.connect(bench.add("s", VerdictPolicy.DEFAULT));
      bench.left.send(Peer.open(65001, 90, EXTENDED));
      bench.right.send(Peer.open(65002, 90, EXTENDED));
      assertThat(bench.right.receive()).isEqualTo(without);
      assertThat(bench.left.receive()).isEqualTo(Peer.open(65002, 90, EXTENDED));
      bench.left.send(Header.keepalive());
      bench.right.send(Header.keepalive());
      bench.left.receive();
      bench.right.receive();
      // To the left end, extended messages are agreed; the right one must never get one.
      bench.left.send(Updates.number(1));
      byte[] cease = bench.right.receive();
      assertThat(Notification.describe(cease))
          .startsWith("Cease/Administrative Reset: message that cannot be sent on");
      assertThat(Notification.describe(bench.left.receive()))
          .contains("5000 octets, the receiver takes 4096");
    }
    List<Records.Seen> seen = Records.messages(bench.cluster, bench.topics, Topic.TO_RIGHT);
    assertThat(seen.get(0).wire()).isEqualTo(Peer.open(65001, 90, EXTENDED));
  }

  @Test
  void whatCannotBeStartedIsSaidClearly() {
    InetSocketAddress to = bench.add("s", VerdictPolicy.DEFAULT);
    assertThatThrownBy(() -> bench.add("s", VerdictPolicy.DEFAULT))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a session s already");
    assertThatThrownBy(
            () ->
                bench.add(
                    new SessionConfig("t", LegConfig.listen(bench.address()), bench.dialling())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("cannot listen on")
        .hasMessageContaining("in use");
    bench.proxy.remove("s");
    assertThatThrownBy(() -> Peer.dial(to)).isInstanceOf(IOException.class);
    bench.add(new SessionConfig("t", LegConfig.listen(to), bench.dialling()));
    assertThatThrownBy(
            () -> bench.add(new SessionConfig("u", LegConfig.listen(to), bench.dialling())))
        .hasMessageContaining("another session listens there for any peer");
    await().until(() -> bench.status("t").state() == SessionState.WAITING);
  }
}
