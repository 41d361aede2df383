package io.sluice.filters.outside.websocket;

import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.sluice.filters.outside.Channel;
import io.sluice.filters.outside.Channels;
import io.sluice.websocket.Admission;
import io.sluice.websocket.Loops;
import io.sluice.websocket.Reception;
import io.sluice.websocket.WebSocketServer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server, and who of its clients is for which session: the one that its path names, or if that
 * names none, the one that has the fewest. Those for whom there is none wait.
 *
 * <p>It listens as long as somebody has a lease of it.
 */
final class Hub implements PeerHome, Reception {
  private static final Logger log = LoggerFactory.getLogger(Hub.class);
  private static final Duration GOODBYE = Duration.ofSeconds(1);
  private static final long SHORTEST_PAUSE_MILLIS = 500;
  private static final long LONGEST_PAUSE_MILLIS = 10_000;

  private final String name;
  private final InetSocketAddress at;
  private final String path;
  private final Predicate<String> paths;
  private final WebSocketSettings settings;
  private final Loops loops;
  private final List<Served> channels = new ArrayList<>();
  private final List<Peer> waiting = new ArrayList<>();
  private final Set<Peer> present = new HashSet<>();
  private int leases;
  private Thread binding;
  private WebSocketServer server;

  /**
   * @param name what it is called in the log
   * @param path where clients come to, with {@code $SESSION} in it or not
   */
  Hub(String name, InetSocketAddress at, String path, WebSocketSettings settings, Loops loops) {
    this.name = name;
    this.at = at;
    this.path = path;
    this.settings = settings;
    this.loops = loops;
    String[] parts = path.split(Pattern.quote("$SESSION"), -1);
    StringBuilder pattern = new StringBuilder();
    for (int i = 0; i < parts.length; i++) {
      pattern.append(i == 0 ? "" : "[A-Za-z0-9._-]+").append(Pattern.quote(parts[i]));
    }
    this.paths = Pattern.compile(pattern.toString()).asMatchPredicate();
  }

  /** Channels to its clients. */
  synchronized Channels lease() {
    if (leases++ == 0) {
      binding = new Thread(this::bind, "sluice-websocket-bind");
      binding.setDaemon(true);
      binding.start();
    }
    return new Channels() {
      @Override
      public Channel open(String session, boolean keep, Runnable wake) {
        String own = WebSocketSettings.of(path, session);
        return opened(new Served(Hub.this, own, keep, wake, loops.group()));
      }

      @Override
      public void close() {
        release();
      }
    };
  }

  private void release() {
    List<Peer> left;
    synchronized (this) {
      if (--leases > 0) {
        return;
      }
      binding.interrupt();
      if (server != null) {
        server.close();
        server = null;
      }
      left = new ArrayList<>(waiting);
      waiting.clear();
    }
    left.forEach(peer -> peer.close(WebSocketCloseStatus.ENDPOINT_UNAVAILABLE, GOODBYE));
  }

  /** Takes the address as soon as it can be had. */
  private void bind() {
    long pause = SHORTEST_PAUSE_MILLIS;
    try {
      while (true) {
        try {
          WebSocketServer bound = WebSocketServer.bind(at, settings.options(), loops, this);
          log.info("{}: listens on {}:{}", name, at.getHostString(), bound.address().getPort());
          synchronized (this) {
            if (Thread.currentThread() == binding && leases > 0) {
              server = bound;
            } else {
              bound.close();
            }
          }
          return;
        } catch (IllegalStateException e) {
          log.error("{}: {}; again in {} ms", name, e.getMessage(), pause);
          TimeUnit.MILLISECONDS.sleep(pause);
          pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Where it listens; {@code null} while it does not. */
  synchronized InetSocketAddress address() {
    return server == null ? null : server.address();
  }

  @Override
  public Admission admit(String asked, String authorization, InetSocketAddress remote) {
    if (!paths.test(asked)) {
      return Admission.refused(404, "nothing is at " + asked);
    }
    if (!Reception.isKnown(settings.options().credentials(), authorization)) {
      return Admission.refused(401, "user or password is not right");
    }
    return Admission.to(new Peer(this, settings.text(), asked));
  }

  @Override
  public void opened(Peer peer) {
    log.info("{}: {} has connected", name, peer.label());
    synchronized (this) {
      present.add(peer);
      if (leases > 0) {
        place(peer);
        return;
      }
    }
    peer.close(WebSocketCloseStatus.ENDPOINT_UNAVAILABLE, GOODBYE);
  }

  private void place(Peer peer) {
    Served to =
        channels.stream()
            .filter(channel -> channel.path().equals(peer.path()) && channel.wants())
            .min(Comparator.comparingInt(Served::peers))
            .orElse(null);
    if (to == null || !to.join(peer)) {
      waiting.add(peer);
    }
  }

  /** Gives those who wait to whoever wants them. */
  private void placeWaiting() {
    List<Peer> all = new ArrayList<>(waiting);
    waiting.clear();
    all.forEach(this::place);
  }

  private synchronized Served opened(Served channel) {
    channels.add(channel);
    placeWaiting();
    return channel;
  }

  synchronized void closed(Served channel) {
    channels.remove(channel);
  }

  @Override
  public void closed(Peer peer, String why, boolean orderly) {
    synchronized (this) {
      if (!present.remove(peer)) {
        // It never came in: the handshake has told the log.
        return;
      }
      boolean waited = waiting.remove(peer);
      boolean told = false;
      for (Served channel : List.copyOf(channels)) {
        told |= channel.leave(peer, peer.label() + ": " + why, orderly, next());
      }
      if (!told) {
        log.info("{}: {} has gone{}: {}", name, peer.label(), waited ? " unasked" : "", why);
      }
      placeWaiting();
    }
  }

  private String next() {
    return waiting.isEmpty() ? "; waits for another one" : "; another one takes its place";
  }
}
