package io.sluice.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.proxy.kit.Bench;
import io.sluice.proxy.kit.Cluster;
import io.sluice.proxy.kit.Peer;
import io.sluice.proxy.kit.TestJudge;
import io.sluice.proxy.kit.Updates;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two hundred sessions in one proxy, all on one listener, told apart by their peers. */
@SuppressWarnings({"try", "AddressSelection"}) // judges work by being open; addresses are literal
class ManySessionsIT {
  private static final int SESSIONS = 200;

  @Test
  void twoHundredSessionsShareOneListenerAndEachKeepsItsOrder() throws Exception {
    try (Bench bench = new Bench(Cluster.shared());
        TestJudge judge = TestJudge.passing(bench.cluster, bench.topics)) {
      InetSocketAddress shared = new InetSocketAddress("127.0.0.1", freePort());
      List<Peer> lefts = new ArrayList<>();
      List<Peer> rights = new ArrayList<>();
      for (int i = 0; i < SESSIONS; i++) {
        String from = "127.0.99." + (i + 1);
        LegConfig left = LegConfig.listen(shared).withPeer(InetAddress.getByName(from));
        bench.proxy.add(new SessionConfig("s" + i, left, bench.dialling()));
        lefts.add(Peer.dial(shared, from));
        rights.add(Peer.accept(bench.server));
        lefts.get(i).send(Peer.open(65001, 90));
        rights.get(i).send(Peer.open(65002, 90));
      }
      for (int i = 0; i < SESSIONS; i++) {
        assertThat(rights.get(i).receive()).isEqualTo(Peer.open(65001, 90));
        assertThat(lefts.get(i).receive()).isEqualTo(Peer.open(65002, 90));
        lefts.get(i).send(io.sluice.bgp.Header.keepalive());
        rights.get(i).send(io.sluice.bgp.Header.keepalive());
      }
      for (int n = 0; n < 20; n++) {
        for (int i = 0; i < SESSIONS; i++) {
          if (n == 0) {
            lefts.get(i).receive(4);
            rights.get(i).receive(4);
          }
          lefts.get(i).send(Updates.number(i * 100 + n));
          rights.get(i).send(Updates.number(i * 100 + 50 + n));
        }
      }
      for (int i = 0; i < SESSIONS; i++) {
        for (int n = 0; n < 20; n++) {
          assertThat(Updates.number(rights.get(i).receive(2))).isEqualTo(i * 100 + n);
          assertThat(Updates.number(lefts.get(i).receive(2))).isEqualTo(i * 100 + 50 + n);
        }
      }
      assertThat(bench.proxy.sessions())
          .hasSize(SESSIONS)
          .allMatch(s -> s.state() == SessionState.ESTABLISHED);
      // A stranger is refused.
      try (Peer stranger = Peer.dial(shared, "127.0.98.1")) {
        assertThat(stranger.receive()).isNull();
      }
      lefts.forEach(Peer::close);
      rights.forEach(Peer::close);
    }
  }

  private static int freePort() throws java.io.IOException {
    try (java.net.ServerSocket probe = new java.net.ServerSocket(0)) {
      return probe.getLocalPort();
    }
  }
}
