package io.sluice.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.channel.epoll.Epoll;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.X509Bundle;
import io.sluice.bgp.Header;
import io.sluice.bgp.MessageType;
import io.sluice.bgp.Notification;
import io.sluice.proxy.kit.Bench;
import io.sluice.proxy.kit.Cluster;
import io.sluice.proxy.kit.Peer;
import io.sluice.proxy.kit.TestJudge;
import io.sluice.proxy.kit.Updates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * TCP-MD5, GTSM and TLS on loopback. Two sessions in a row: the first dials the listener of the
 * second, so that both ends of the connection in the middle can have a key.
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
    LegConfig dial = quick(LegConfig.connect(middle)).withBind(new InetSocketAddress(from, 0));
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

  private static X509Bundle issued(X509Bundle by, String address) throws Exception {
    CertificateBuilder builder =
        new CertificateBuilder().algorithm(Algorithm.ecp256).subject("CN=a speaker");
    return builder.addSanIpAddress(address).buildIssuedBy(by);
  }

  private static X509Bundle authority() throws Exception {
    return new CertificateBuilder()
        .algorithm(Algorithm.ecp256)
        .subject("CN=an authority")
        .setIsCertificateAuthority(true)
        .buildSelfSigned();
  }

  private static Supplier<SslContext> server(X509Bundle own, X509Bundle clients) throws Exception {
    SslContextBuilder builder = SslContextBuilder.forServer(own.toKeyManagerFactory());
    if (clients != null) {
      builder.clientAuth(ClientAuth.REQUIRE).trustManager(clients.getCertificate());
    }
    SslContext context = builder.build();
    return () -> context;
  }

  private static Supplier<SslContext> client(X509Bundle servers, X509Bundle own) throws Exception {
    SslContextBuilder builder = SslContextBuilder.forClient();
    builder.trustManager(servers.getCertificate());
    if (own != null) {
      builder.keyManager(own.toKeyManagerFactory());
    }
    SslContext context = builder.build();
    return () -> context;
  }

  private InetSocketAddress inTls(Supplier<SslContext> server, Supplier<SslContext> client) {
    LegConfig listener = Bench.listening().withTls(server);
    InetSocketAddress middle = bench.add(new SessionConfig("second", listener, bench.dialling()));
    LegConfig dial =
        LegConfig.connect(middle)
            .withTimes(Duration.ofSeconds(2), Duration.ofMillis(50), Duration.ofMillis(100))
            .withTls(client);
    return bench.add(new SessionConfig("first", Bench.listening(), dial));
  }

  @Test
  void tlsCarriesEveryMessageInOrderAndTheLastWordToo() throws Exception {
    X509Bundle ca = authority();
    carries(inTls(server(issued(ca, "127.0.0.1"), ca), client(ca, issued(ca, "127.0.0.1"))));
    int count = 3000;
    Thread sending =
        new Thread(
            () -> {
              try {
                for (int i = 0; i < count; i++) {
                  bench.left.send(Updates.number(100 + i));
                }
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    sending.start();
    for (int i = 0; i < count; i++) {
      assertThat(bench.right.receive(2)).isEqualTo(Updates.number(100 + i));
    }
    sending.join();
    byte[] last = Notification.encode(Notification.CEASE, Notification.ADMINISTRATIVE_RESET);
    bench.left.send(last);
    assertThat(bench.right.receive(3)).isEqualTo(last);
    assertThat(bench.right.receive()).isNull();
  }

  @Test
  void noSessionComesOfACertificateThatIsOfAnotherNameOrAuthorityOrIsMissing() throws Exception {
    X509Bundle ca = authority();
    X509Bundle good = issued(ca, "127.0.0.1");
    refused(server(issued(ca, "127.0.0.9"), null), client(ca, null));
    refused(server(issued(authority(), "127.0.0.1"), null), client(ca, null));
    // With TLS 1.3 who dials has shaken hands before it is told: its session ends, not merely
    // waits.
    ended(server(good, ca), client(ca, issued(authority(), "127.0.0.1")));
    ended(server(good, ca), client(ca, null));
    // One that speaks no TLS, and one that says nothing at all.
    InetSocketAddress to = inTls(server(good, null), client(ca, null));
    InetSocketAddress second = bench.status("second").left().listening();
    try (Peer bare = Peer.dial(second);
        Peer silent = Peer.dial(second)) {
      bare.send(Peer.open(65001, 90));
      assertThat(bare.receive()).isNull();
      // It keeps nobody else out.
      carries(to);
      assertThat(silent.socket().isConnected()).isTrue();
    }
  }

  private void refused(Supplier<SslContext> server, Supplier<SslContext> client) throws Exception {
    InetSocketAddress to = inTls(server, client);
    try (Peer left = Peer.dial(to)) {
      left.send(Peer.open(65001, 90));
      assertThat(left.silentFor(700)).isTrue();
      assertThat(bench.status("first").state()).isEqualTo(SessionState.PAIRING);
    }
    nothingCame();
  }

  private void ended(Supplier<SslContext> server, Supplier<SslContext> client) throws Exception {
    InetSocketAddress to = inTls(server, client);
    try (Peer left = Peer.dial(to)) {
      left.send(Peer.open(65001, 90));
      byte[] word = left.receive();
      assertThat(Header.type(word, 0)).isEqualTo(MessageType.NOTIFICATION.code());
      await()
          .untilAsserted(
              () ->
                  assertThat(bench.events)
                      .extracting(SessionEventView::reason)
                      .anyMatch(reason -> reason.contains("certificate")));
    }
    nothingCame();
  }

  private void nothingCame() {
    assertThat(bench.status("second").state()).isEqualTo(SessionState.WAITING);
    assertThat(bench.status("second").left().messages()).isZero();
    bench.proxy.remove("first");
    bench.proxy.remove("second");
    bench.events.clear();
  }
}
