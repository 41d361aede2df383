package io.sluice.proxy.net;

import io.netty.handler.ssl.SslContext;
import io.sluice.proxy.LegConfig;
import io.sluice.proxy.tunnel.LinkServer;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Addresses that are listened on for WebSockets, each for several legs, told apart by their path.
 */
final class WebListeners implements AutoCloseable {
  private final Transport transport;
  private final Map<InetSocketAddress, Entry> servers = new HashMap<>();

  private record Entry(LinkServer server, Supplier<SslContext> tls) {}

  WebListeners(Transport transport) {
    this.transport = transport;
  }

  /** As {@link Listeners#add}. */
  InetSocketAddress add(LegConfig leg, Taker taker) {
    boolean shared = leg.address().getPort() != 0;
    Entry there = shared ? servers.get(leg.address()) : null;
    if (there != null && !Objects.equals(there.tls, leg.tls())) {
      throw new IllegalStateException(
          "cannot " + leg + ": another session listens there with another certificate");
    }
    Entry entry = there != null ? there : listen(leg);
    LinkServer.Place place =
        new LinkServer.Place(
            leg.web().credentials(),
            leg.peer(),
            taker.loop(),
            channel -> {
              transport.add(channel);
              taker.take(channel);
            });
    if (!entry.server.add(leg.web().path(), place)) {
      throw new IllegalStateException(
          "cannot " + leg + ": another session listens there; give each its own path");
    }
    servers.put(shared ? leg.address() : entry.server.address(), entry);
    return entry.server.address();
  }

  private Entry listen(LegConfig leg) {
    LinkServer server = new LinkServer(leg.address(), WebLegs.options(leg), transport.webLoops());
    return new Entry(server, leg.tls());
  }

  /** As {@link Listeners#remove}. */
  void remove(LegConfig leg, InetSocketAddress bound) {
    InetSocketAddress key = leg.address().getPort() == 0 ? bound : leg.address();
    Entry entry = servers.get(key);
    if (entry != null && entry.server.remove(leg.web().path())) {
      servers.remove(key);
      entry.server.close();
    }
  }

  @Override
  public void close() {
    servers.values().forEach(entry -> entry.server.close());
    servers.clear();
  }
}
