package io.sluice.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.bgp.Header;
import io.sluice.bgp.Notification;
import io.sluice.proxy.kit.Bench;
import io.sluice.proxy.kit.Cluster;
import io.sluice.proxy.kit.Peer;
import io.sluice.proxy.kit.TestJudge;
import io.sluice.proxy.kit.Updates;
import io.sluice.schemas.Action;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The whole way: socket, topic, judge, verdict, socket. */
@SuppressWarnings("try") // a judge works while it is open; nobody talks to it
class BridgeIT {
  private static final int MANY = 20_000;

  @Test
  void whatAJudgePassesArrivesByteForByteInOrderBothWays() throws Exception {
    try (Bench bench = new Bench(Cluster.shared());
        TestJudge judge = TestJudge.passing(bench.cluster, bench.topics)) {
      bench.establish(bench.add("s", VerdictPolicy.DEFAULT), 90);
      Thread leftWriter = write(bench.left);
      Thread rightWriter = write(bench.right);
      for (int i = 0; i < MANY; i++) {
        assertThat(bench.right.receive(2)).isEqualTo(Updates.number(i));
        assertThat(bench.left.receive(2)).isEqualTo(Updates.number(i));
      }
      leftWriter.join();
      rightWriter.join();
      assertThat(bench.events.stream().map(SessionEventView::kind))
          .containsExactly(SessionEventView.Kind.CONNECTED, SessionEventView.Kind.ESTABLISHED);
      assertThat(bench.counter("sluice.proxy.verdicts", "outcome", "passed"))
          .isEqualTo(2 * MANY + 2);
      assertThat(bench.counter("sluice.proxy.messages")).isEqualTo(2 * MANY + 4);
      assertThat(bench.counter("sluice.proxy.messages", "type", "update", "direction", "R"))
          .isEqualTo(MANY);
      assertThat(bench.counter("sluice.proxy.bytes", "type", "open")).isGreaterThan(2 * 29 - 1);
      assertThat(bench.counter("sluice.proxy.sent", "origin", "peer")).isEqualTo(2 * MANY + 4);
      assertThat(bench.gauge("sluice.proxy.sessions", "state", "established")).isEqualTo(1);
      assertThat(bench.gauge("sluice.proxy.sessions")).as("in all").isEqualTo(1);
      // Nothing is left to come, yet what is counted does not stand still at the last read.
      assertThat(bench.gauge("sluice.proxy.held.messages")).isZero();
      assertThat(bench.gauge("sluice.proxy.held.bytes")).isZero();
      await()
          .untilAsserted(
              () -> assertThat(bench.gauge("sluice.proxy.unpublished.records")).isZero());
      assertThat(bench.gauge("sluice.proxy.unpublished.bytes")).isZero();
    }
  }

  private static Thread write(Peer peer) {
    Thread thread =
        new Thread(
            () -> {
              try {
                for (int i = 0; i < MANY; i++) {
                  peer.send(Updates.number(i));
                }
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    thread.start();
    return thread;
  }

  @Test
  void aDroppedMessageVanishesAndAReplacedOneLeavesInItsPlace() throws Exception {
    TestJudge.Rule rule =
        m -> {
          if (m.type() != 2) {
            return TestJudge.verdict(m, Action.PASS);
          }
          int n = Updates.number(m.wire());
          return switch (n % 3) {
            case 0 -> TestJudge.verdict(m, Action.PASS);
            case 1 -> TestJudge.verdict(m, Action.DROP);
            default ->
                TestJudge.verdict(
                    m, Action.REPLACE, Updates.number(n + 1000), Updates.number(n + 2000));
          };
        };
    try (Bench bench = new Bench(Cluster.shared());
        TestJudge judge = new TestJudge(bench.cluster, bench.topics, rule)) {
      bench.establish(bench.add("s", VerdictPolicy.DEFAULT), 90);
      for (int i = 0; i < 300; i++) {
        bench.left.send(Updates.number(i));
      }
      for (int i = 0; i < 300; i += 3) {
        assertThat(Updates.number(bench.right.receive(2))).isEqualTo(i);
        assertThat(Updates.number(bench.right.receive(2))).isEqualTo(i + 1002);
        assertThat(Updates.number(bench.right.receive(2))).isEqualTo(i + 2002);
      }
    }
  }

  @Test
  void aCloseVerdictEndsBothEndsBehindWhatStoodBeforeIt() throws Exception {
    byte[] last = Notification.encode(Notification.CEASE, Notification.MAXIMUM_PREFIXES);
    TestJudge.Rule rule =
        m ->
            m.type() == 2 && Updates.number(m.wire()) == 5
                ? TestJudge.verdict(m, Action.CLOSE, last)
                : TestJudge.verdict(m, Action.PASS);
    try (Bench bench = new Bench(Cluster.shared());
        TestJudge judge = new TestJudge(bench.cluster, bench.topics, rule)) {
      bench.establish(bench.add("s", VerdictPolicy.DEFAULT), 90);
      for (int i = 0; i < 10; i++) {
        bench.left.send(Updates.number(i));
      }
      for (int i = 0; i < 5; i++) {
        assertThat(Updates.number(bench.right.receive(2))).isEqualTo(i);
      }
      assertThat(bench.right.receive()).isEqualTo(last);
      assertThat(bench.right.receive()).isNull();
      assertThat(bench.left.receive()).isEqualTo(last);
      assertThat(bench.left.receive()).isNull();
    }
  }

  @Test
  void aNotificationIsPassedOnBehindWhatWasSentBeforeItAndTheNextPairIsTakenAtOnce()
      throws Exception {
    try (Bench bench = new Bench(Cluster.shared());
        TestJudge judge = TestJudge.passing(bench.cluster, bench.topics)) {
      var to = bench.add("s", VerdictPolicy.DEFAULT);
      byte[] last = Notification.cease(Notification.ADMINISTRATIVE_SHUTDOWN, "maintenance");
      for (int round = 0; round < 3; round++) {
        bench.establish(to, 90);
        for (int i = 0; i < 500; i++) {
          bench.left.send(Updates.number(i));
        }
        bench.left.send(last);
        bench.left.close();
        for (int i = 0; i < 500; i++) {
          assertThat(Updates.number(bench.right.receive())).isEqualTo(i);
        }
        assertThat(bench.right.receive()).isEqualTo(last);
        assertThat(bench.right.receive()).isNull();
      }
      await()
          .untilAsserted(
              () -> assertThat(bench.status("s").state()).isEqualTo(SessionState.WAITING));
      assertThat(bench.events.stream().map(SessionEventView::epoch).distinct()).hasSize(3);
    }
  }

  @Test
  void aLostConnectionBecomesACeaseForTheOtherEnd() throws Exception {
    try (Bench bench = new Bench(Cluster.shared());
        TestJudge judge = TestJudge.passing(bench.cluster, bench.topics)) {
      bench.establish(bench.add("s", VerdictPolicy.DEFAULT), 90);
      bench.right.abort();
      byte[] cease = bench.left.receive(3);
      assertThat(Notification.describe(cease))
          .startsWith("Cease/Administrative Reset: connection lost");
      assertThat(bench.left.receive()).isNull();
    }
  }

  @Test
  void closingTheProxyTellsBothEnds() throws Exception {
    Bench bench = new Bench(Cluster.shared());
    try (TestJudge judge = TestJudge.passing(bench.cluster, bench.topics)) {
      bench.establish(bench.add("s", VerdictPolicy.DEFAULT), 90);
      bench.proxy.close();
      for (Peer peer : new Peer[] {bench.left, bench.right}) {
        byte[] cease = peer.receive();
        assertThat(Header.type(cease, 0)).isEqualTo(3);
        assertThat(Notification.name(Notification.code(cease), Notification.subcode(cease)))
            .isEqualTo("Cease/Administrative Shutdown");
        assertThat(peer.receive()).isNull();
      }
    }
    bench.close();
  }
}
