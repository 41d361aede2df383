package io.sluice.proxy.net;

import io.sluice.proxy.LegConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All addresses that are listened on. Thread safe; not for event loops, for it waits. */
public final class Listeners implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Listeners.class);

  private final Transport transport;
  private final Map<InetSocketAddress, Listener> listeners = new HashMap<>();
  private final WebListeners web;
  private Md5Statistics dropped = Md5Statistics.read();

  /** None yet. */
  public Listeners(Transport transport) {
    this.transport = transport;
    this.web = new WebListeners(transport);
  }

  /**
   * Listens for a leg; returns once it does.
   *
   * @return the address, with the real port
   * @throws IllegalStateException if the address cannot be had, or its peer is another session's
   */
  public synchronized InetSocketAddress add(LegConfig leg, Taker taker) {
    if (leg.web() != null) {
      return web.add(leg, taker);
    }
    boolean shared = leg.address().getPort() != 0;
    Listener there = shared ? listeners.get(leg.address()) : null;
    Listener listener = there != null ? there : new Listener(transport, leg.address());
    if (!listener.add(leg, taker)) {
      InetAddress peer = leg.peer();
      throw new IllegalStateException(
          "cannot "
              + leg
              + ": another session listens there for "
              + (peer == null
                  ? "any peer; name the peer of each"
                  : "this peer; give each its own address"));
    }
    if (there == null) {
      listener.bind();
      listeners.put(shared ? leg.address() : listener.address(), listener);
    }
    return listener.address();
  }

  /**
   * Tells of peers that knock with a wrong key, or without one: nothing else does, for they get no
   * answer. To be called from time to time.
   */
  public void watch() {
    Md5Statistics now = Md5Statistics.read();
    Md5Statistics since;
    List<InetSocketAddress> keyed;
    synchronized (this) {
      since = now.since(dropped);
      dropped = now;
      keyed = listeners.values().stream().filter(Listener::keyed).map(Listener::address).toList();
    }
    if (since.total() > 0 && !keyed.isEmpty()) {
      log.warn("listening with a password on {}: {}", keyed, since.words());
    }
  }

  /** Lets a leg go, whose address {@link #add} returned. */
  public synchronized void remove(LegConfig leg, InetSocketAddress bound) {
    if (leg.web() != null) {
      web.remove(leg, bound);
      return;
    }
    InetSocketAddress key = leg.address().getPort() == 0 ? bound : leg.address();
    Listener listener = listeners.get(key);
    if (listener != null && listener.remove(leg)) {
      listeners.remove(key);
      listener.close();
    }
  }

  @Override
  public synchronized void close() {
    web.close();
    listeners.values().forEach(Listener::close);
    listeners.clear();
  }
}
