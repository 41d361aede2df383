package io.sluice.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.bgp.CapabilityCode;
import io.sluice.bgp.Header;
import io.sluice.bgp.MessageType;
import io.sluice.bgp.Notification;
import io.sluice.bgp.Open;
import io.sluice.proxy.kit.Bench;
import io.sluice.proxy.kit.Cluster;
import io.sluice.proxy.kit.Peer;
import io.sluice.proxy.kit.TestJudge;
import io.sluice.proxy.kit.Updates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Peers that break the rules: the session ends as RFC 4271 says, the next one works. */
class HostilePeersIT {
  private static final Open.Capability EXTENDED =
      new Open.Capability(CapabilityCode.EXTENDED_MESSAGE, new byte[0]);

  /** For as many round trips as there are, however long one takes. */
  private static final int NO_HOLD_TIME = 0;

  private static Bench bench;
  private static TestJudge judge;
  private String id;
  private InetSocketAddress to;

  @BeforeAll
  static void start() throws IOException {
    bench = new Bench(Cluster.shared(), Limits.defaults().withOpenTimeout(Duration.ofSeconds(6)));
    judge = TestJudge.passing(bench.cluster, bench.topics);
  }

  @AfterAll
  static void stop() throws IOException {
    judge.close();
    bench.close();
  }

  @BeforeEach
  void add(TestInfo test) {
    id = test.getDisplayName();
    to = bench.add(id, VerdictPolicy.DEFAULT);
  }

  @AfterEach
  void remove() {
    bench.proxy.remove(id);
    bench.closePeers();
  }

  /**
   * Connects both peers and waits until the proxy has both: a peer it has not taken yet gets no
   * last word from it.
   */
  private void connect() throws IOException {
    bench.connect(to);
    await().until(() -> bench.status(id).state() == SessionState.CONNECTED);
  }

  private static String name(byte[] notification) {
    assertThat(notification).as("a NOTIFICATION").isNotNull();
    assertThat(Header.type(notification, 0)).isEqualTo(3);
    return Notification.name(Notification.code(notification), Notification.subcode(notification));
  }

  private void thenTheNextPairWorks() throws IOException {
    bench.closePeers();
    await().until(() -> bench.status(id).state() == SessionState.WAITING);
    bench.establish(to, 90);
    bench.left.send(Updates.number(7));
    assertThat(bench.right.receive(2)).isEqualTo(Updates.number(7));
  }

  @Test
  void garbageIsNotSynchronizedToItsSenderAndACeaseToTheOther() throws Exception {
    bench.establish(to, 90);
    byte[] garbage = new byte[5000];
    new Random(1).nextBytes(garbage);
    bench.left.send(Updates.number(1), garbage);
    assertThat(name(bench.left.receive(3)))
        .isEqualTo("Message Header Error/Connection Not Synchronized");
    assertThat(name(bench.right.receive(3))).isEqualTo("Cease/Administrative Reset");
    thenTheNextPairWorks();
  }

  @Test
  void aLongMessageIsABadLengthUnlessAgreedAndThenPassesBothWays() throws Exception {
    bench.establish(to, 90);
    bench.right.send(Updates.ofLength(65535));
    assertThat(name(bench.right.receive(3))).isEqualTo("Message Header Error/Bad Message Length");
    assertThat(name(bench.left.receive(3))).isEqualTo("Cease/Administrative Reset");
    bench.closePeers();
    await().until(() -> bench.status(id).state() == SessionState.WAITING);
    connect();
    Bench.handshake(
        bench.left, bench.right, Peer.open(65001, 90, EXTENDED), Peer.open(65002, 90, EXTENDED));
    bench.left.send(Updates.ofLength(65535));
    bench.right.send(Updates.ofLength(4097), Updates.ofLength(65535));
    assertThat(bench.right.receive(2)).isEqualTo(Updates.ofLength(65535));
    assertThat(bench.left.receive(2)).isEqualTo(Updates.ofLength(4097));
    assertThat(bench.left.receive(2)).isEqualTo(Updates.ofLength(65535));
  }

  @Test
  void whatIsNoOpenFirstIsAnFsmError() throws Exception {
    connect();
    bench.left.send(Updates.number(1));
    assertThat(name(bench.left.receive()))
        .isEqualTo("Finite State Machine Error/Receive Unexpected Message in OpenSent State");
    assertThat(name(bench.right.receive())).isEqualTo("Cease/Administrative Reset");
    thenTheNextPairWorks();
  }

  @Test
  void anUpdateBeforeTheKeepaliveIsAnFsmError() throws Exception {
    connect();
    bench.left.send(Peer.open(65001, 90), Updates.number(1));
    assertThat(name(bench.left.receive(3)))
        .isEqualTo("Finite State Machine Error/Receive Unexpected Message in OpenConfirm State");
    thenTheNextPairWorks();
  }

  @Test
  void anUpdateBeforeTheOtherEndsOpenWasForwardedIsAnFsmErrorToo() throws Exception {
    connect();
    bench.left.send(Peer.open(65001, 90), Header.keepalive(), Updates.number(1));
    assertThat(name(bench.left.receive(3)))
        .isEqualTo("Finite State Machine Error/Receive Unexpected Message in OpenConfirm State");
    thenTheNextPairWorks();
  }

  @Test
  void aSecondOpenIsAnFsmError() throws Exception {
    bench.establish(to, 90);
    bench.left.send(Peer.open(65001, 90));
    assertThat(name(bench.left.receive(3)))
        .isEqualTo("Finite State Machine Error/Receive Unexpected Message in Established State");
    assertThat(name(bench.right.receive(3))).isEqualTo("Cease/Administrative Reset");
    thenTheNextPairWorks();
  }

  @Test
  void anOpenOfAnotherVersionIsRefused() throws Exception {
    connect();
    byte[] open = Peer.open(65001, 90);
    open[Header.LENGTH] = 3;
    bench.left.send(open);
    assertThat(name(bench.left.receive(3)))
        .isEqualTo("OPEN Message Error/Unsupported Version Number");
    thenTheNextPairWorks();
  }

  @Test
  void halfAMessageAndSilenceEndsInTime() throws Exception {
    connect();
    byte[] open = Peer.open(65001, 90);
    bench.left.send(Arrays.copyOf(open, 25));
    assertThat(name(bench.left.receive(3))).isEqualTo("Hold Timer Expired");
    thenTheNextPairWorks();
  }

  @Test
  void aSecondConnectionIsRefusedAndTheFirstGoesOn() throws Exception {
    bench.establish(to, 90);
    try (Peer second = Peer.dial(to)) {
      assertThat(name(second.receive())).isEqualTo("Cease/Connection Collision Resolution");
      assertThat(second.receive()).isNull();
    }
    bench.left.send(Updates.number(3));
    assertThat(bench.right.receive(2)).isEqualTo(Updates.number(3));
  }

  @Test
  void aFloodOfOpensLeavesTheOthersAloneAndMemoryBounded() throws Exception {
    InetSocketAddress other = bench.add(id + " other", VerdictPolicy.DEFAULT);
    bench.establish(other, NO_HOLD_TIME);
    byte[] open = Peer.open(65001, 90);
    Thread flood =
        new Thread(
            () -> {
              for (int i = 0; i < 300; i++) {
                try (Peer peer = Peer.dial(to)) {
                  for (int n = 0; n < 20; n++) {
                    peer.send(open);
                  }
                } catch (SocketException e) {
                  // Hung up on, as it should be.
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              }
            });
    flood.start();
    Peer leftOfOther = bench.left;
    Peer rightOfOther = bench.right;
    for (int i = 0; i < 2000; i++) {
      leftOfOther.send(Updates.number(i));
      assertThat(Updates.number(rightOfOther.receive(2))).isEqualTo(i);
    }
    flood.join();
    assertThat(bench.status(id).left().heldBytes()).isLessThan(4 << 20);
    // The connections that the flood has left behind with the right peer are the flood's.
    bench.server.setSoTimeout(500);
    try {
      while (true) {
        bench.server.accept().close();
      }
    } catch (SocketTimeoutException e) {
      // None is left.
    }
    await().until(() -> bench.status(id).state() == SessionState.WAITING);
    bench.establish(to, 90);
    bench.left.send(Updates.number(7));
    assertThat(bench.right.receive(2)).isEqualTo(Updates.number(7));
    leftOfOther.close();
    rightOfOther.close();
  }

  @Test
  void aPeerThatStopsReadingStopsItsOwnSenderOnlyAndLosesNothing() throws Exception {
    InetSocketAddress other = bench.add(id + " other", VerdictPolicy.DEFAULT);
    bench.establish(to, NO_HOLD_TIME);
    Peer stuckLeft = bench.left;
    Peer stuckRight = bench.right;
    bench.establish(other, NO_HOLD_TIME);
    // 24 MB: more than the sockets of both legs and the window take together.
    int total = 6000;
    Thread writer =
        new Thread(
            () -> {
              try {
                for (int i = 0; i < total; i++) {
                  stuckLeft.send(numbered(i));
                }
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    writer.start();
    for (int i = 0; i < 3000; i++) {
      bench.left.send(Updates.number(i));
      assertThat(Updates.number(bench.right.receive(2))).isEqualTo(i);
    }
    SessionStatus status = bench.status(id);
    assertThat(status.left().heldBytes()).isLessThan(4 << 20);
    assertThat(status.left().messages()).as("its sender was stopped").isLessThan(total);
    for (int i = 0; i < total; i++) {
      assertThat(stuckRight.receive(2)).isEqualTo(numbered(i));
    }
    writer.join();
    stuckLeft.close();
    stuckRight.close();
  }

  private static byte[] numbered(int i) {
    byte[] update = Updates.ofLength(4000);
    update[100] = (byte) (i >> 8);
    update[101] = (byte) i;
    return update;
  }

  @Test
  void aMessageOfUnknownTypeIsABadType() throws Exception {
    bench.establish(to, 90);
    byte[] message = Header.write(MessageType.UPDATE, 10);
    message[Header.TYPE_OFFSET] = 77;
    bench.left.send(message);
    assertThat(name(bench.left.receive(3))).isEqualTo("Message Header Error/Bad Message Type");
    thenTheNextPairWorks();
  }
}
