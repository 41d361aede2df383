package io.sluice.proxy.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.bgp.Header;
import io.sluice.proxy.LegConfig;
import io.sluice.proxy.Limits;
import io.sluice.proxy.Proxy;
import io.sluice.proxy.SessionConfig;
import io.sluice.proxy.SessionEventView;
import io.sluice.proxy.SessionStatus;
import io.sluice.proxy.VerdictPolicy;
import io.sluice.schemas.Topics;
import io.sluice.schemas.trace.Tracing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** A proxy between a left peer that dials it and a right one that it dials. */
@SuppressWarnings("AddressSelection") // addresses are literal
public final class Bench implements AutoCloseable {

  static {
    // A machine may be slow; what does not come at all is told soon enough.
    Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
  }

  public final Cluster cluster;
  public final Topics topics;
  public final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  public final List<SessionEventView> events = new CopyOnWriteArrayList<>();
  public final ServerSocket server;
  public Proxy proxy;
  private final Limits limits;
  private final Tracing tracing;
  public Peer left;
  public Peer right;

  /** With a tenant of its own. */
  public Bench(Cluster cluster) throws IOException {
    this(cluster, Limits.defaults());
  }

  /** The same, where messages are traced. */
  public Bench(Cluster cluster, Tracing tracing) throws IOException {
    this(cluster, Limits.defaults(), tracing);
  }

  /** The same, with limits. */
  public Bench(Cluster cluster, Limits limits) throws IOException {
    this(cluster, limits, Tracing.OFF);
  }

  private Bench(Cluster cluster, Limits limits, Tracing tracing) throws IOException {
    this.tracing = tracing;
    this.cluster = cluster;
    this.limits = limits;
    this.topics = cluster.tenant();
    this.server = new ServerSocket(0, 300, InetAddress.getByName("127.0.0.1"));
    startProxy();
  }

  /** Starts the proxy, again if it was closed. */
  public void startProxy() {
    proxy = new Proxy(cluster.proxy("p1", topics, limits), meters, tracing);
    proxy.onEvent(events::add);
  }

  /** A leg that listens on any free port. */
  public static LegConfig listening() {
    return LegConfig.listen(new InetSocketAddress("127.0.0.1", 0));
  }

  /** A leg that dials the server of this bench, quickly again when it fails. */
  public LegConfig dialling() {
    return LegConfig.connect(address())
        .withTimes(Duration.ofSeconds(2), Duration.ofMillis(50), Duration.ofMillis(200));
  }

  /** Where the right peer is dialled. */
  public InetSocketAddress address() {
    return (InetSocketAddress) server.getLocalSocketAddress();
  }

  /** Adds a session with one policy for both directions; returns where its left leg listens. */
  public InetSocketAddress add(String id, VerdictPolicy policy) {
    return add(new SessionConfig(id, listening(), dialling(), policy, policy));
  }

  /** Adds a session; returns where its left leg listens. */
  public InetSocketAddress add(SessionConfig config) {
    proxy.add(config);
    return status(config.id()).left().listening();
  }

  /** How a session stands. */
  public SessionStatus status(String id) {
    return proxy.sessions().stream().filter(s -> s.id().equals(id)).findFirst().orElseThrow();
  }

  /** Connects both peers. */
  public void connect(InetSocketAddress to) throws IOException {
    left = Peer.dial(to);
    right = Peer.accept(server);
  }

  /** Connects both peers and lets OPEN and KEEPALIVE cross; both offer a hold time. */
  public void establish(InetSocketAddress to, int holdTime) throws IOException {
    connect(to);
    handshake(left, right, Peer.open(65001, holdTime), Peer.open(65002, holdTime));
  }

  /** OPEN and KEEPALIVE cross, byte for byte. */
  public static void handshake(Peer left, Peer right, byte[] leftOpen, byte[] rightOpen)
      throws IOException {
    left.send(leftOpen);
    right.send(rightOpen);
    assertThat(right.receive()).isEqualTo(leftOpen);
    assertThat(left.receive()).isEqualTo(rightOpen);
    left.send(Header.keepalive());
    right.send(Header.keepalive());
    assertThat(right.receive()).isEqualTo(Header.keepalive());
    assertThat(left.receive()).isEqualTo(Header.keepalive());
  }

  /** The value of a counter, all its tags together. */
  public double counter(String name, String... tags) {
    return meters.find(name).tags(tags).functionCounters().stream()
            .mapToDouble(c -> c.count())
            .sum()
        + meters.find(name).tags(tags).counters().stream().mapToDouble(c -> c.count()).sum();
  }

  /** The value of a gauge, all its tags together. */
  public double gauge(String name, String... tags) {
    return meters.get(name).tags(tags).gauges().stream().mapToDouble(g -> g.value()).sum();
  }

  /** Closes the peers, not the proxy. */
  public void closePeers() {
    if (left != null) {
      left.close();
    }
    if (right != null) {
      right.close();
    }
  }

  @Override
  public void close() throws IOException {
    proxy.close();
    closePeers();
    server.close();
  }
}
