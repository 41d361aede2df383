package io.sluice.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.channel.epoll.Epoll;
import io.sluice.proxy.kit.Bench;
import io.sluice.proxy.kit.Cluster;
import io.sluice.proxy.kit.Peer;
import io.sluice.proxy.kit.TestJudge;
import io.sluice.proxy.kit.Updates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * TCP-MD5 and GTSM on loopback. Two sessions in a row: the first dials the listener of the second,
 * so that both ends of the connection in the middle can have a key.
 */
@SuppressWarnings("AddressSelection") // addresses are literal
class SocketSecurityIT {
  private Bench bench;
  private TestJudge judge;

  @BeforeEach
  void start() throws IOException {
    Assumptions.assumeTrue(Epoll.isAvailable(), "needs Netty's native epoll");
    bench = new Bench(Cluster.shared());
    judge = TestJudge.passing(bench.cluster, bench.topics);
  }

  @AfterEach
  void stop() throws IOException {
    if (bench != null) {
      judge.close();
      bench.close();
    }
  }

  private static LegConfig quick(LegConfig leg) {
    return leg.withTimes(Duration.ofMillis(400), Duration.ofMillis(50), Duration.ofMillis(100));
  }

  private InetSocketAddress chain(LegConfig listener, String from, String dialKey, boolean gtsm)
      throws IOException {
    InetSocketAddress middle = bench.add(new SessionConfig("second", listener, bench.dialling()));
    LegConfig dial = quick(LegConfig.connect(middle)).withBind(InetAddress.getByName(from));
    if (dialKey != null) {
      dial = dial.withMd5(dialKey);
    }
    if (gtsm) {
      dial = dial.withGtsm(1);
    }
    return bench.add(new SessionConfig("first", Bench.listening(), dial));
  }

  private void carries(InetSocketAddress to) throws IOException {
    bench.establish(to, 90);
    bench.left.send(Updates.number(1));
    bench.right.send(Updates.number(2));
    assertThat(bench.right.receive(2)).isEqualTo(Updates.number(1));
    assertThat(bench.left.receive(2)).isEqualTo(Updates.number(2));
  }

  @Test
  void theRightKeyConnectsAPeerThatTheListenerKnows() throws Exception {
    LegConfig listener =
        Bench.listening().withMd5("s3cret").withPeer(InetAddress.getByName("127.0.97.1"));
    carries(chain(listener, "127.0.97.1", "s3cret", false));
  }

  @Test
  void theRightKeyConnectsAnyPeer() throws Exception {
    carries(chain(Bench.listening().withMd5("s3cret"), "127.0.97.2", "s3cret", false));
  }

  @Test
  void theRightKeyConnectsIpv4ToAnIpv6Wildcard() throws Exception {
    LegConfig listener =
        LegConfig.listen(new InetSocketAddress(InetAddress.getByName("::"), 0)).withMd5("k");
    bench.add(new SessionConfig("second", listener, bench.dialling()));
    int port = bench.status("second").left().listening().getPort();
    LegConfig dial =
        quick(LegConfig.connect(new InetSocketAddress("127.0.0.1", port))).withMd5("k");
    carries(bench.add(new SessionConfig("first", Bench.listening(), dial)));
  }

  @Test
  void theRightKeyConnectsOverIpv6() throws Exception {
    LegConfig listener =
        LegConfig.listen(new InetSocketAddress(InetAddress.getByName("::1"), 0))
            .withMd5("k")
            .withPeer(InetAddress.getByName("::1"));
    bench.add(new SessionConfig("second", listener, bench.dialling()));
    int port = bench.status("second").left().listening().getPort();
    LegConfig dial = quick(LegConfig.connect(new InetSocketAddress("::1", port))).withMd5("k");
    carries(bench.add(new SessionConfig("first", Bench.listening(), dial)));
  }

  @Test
  void aWrongKeyAndAMissingOneConnectNot() throws Exception {
    LegConfig listener = Bench.listening().withMd5("s3cret");
    InetSocketAddress to = chain(listener, "127.0.97.3", "another", false);
    bench.left = Peer.dial(to);
    assertThat(bench.left.silentFor(1500)).isTrue();
    assertThat(bench.status("first").state()).isEqualTo(SessionState.PAIRING);
    assertThat(bench.status("second").state()).isEqualTo(SessionState.WAITING);
    InetSocketAddress second = bench.status("second").left().listening();
    assertThatThrownBy(() -> Peer.dial(second, "127.0.97.4").close())
        .isInstanceOf(java.net.SocketTimeoutException.class);
  }

  @Test
  void gtsmLetsANeighbourInAndKeepsOthersOut() throws Exception {
    LegConfig listener = Bench.listening().withGtsm(1);
    carries(chain(listener, "127.0.97.5", null, true));
    bench.closePeers();
    await().until(() -> bench.status("second").state() == SessionState.WAITING);
    InetSocketAddress second = bench.status("second").left().listening();
    // A socket of the JDK sends with a TTL of 64: what it says never arrives.
    try (Peer far = Peer.dial(second)) {
      bench.right = Peer.accept(bench.server);
      far.send(Peer.open(65001, 90));
      assertThat(bench.right.silentFor(1000)).isTrue();
      assertThat(bench.status("second").left().messages()).isZero();
    }
  }
}
