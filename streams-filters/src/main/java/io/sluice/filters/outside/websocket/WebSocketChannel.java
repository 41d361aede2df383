package io.sluice.filters.outside.websocket;

import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.util.concurrent.EventExecutorGroup;
import io.sluice.filters.outside.Channel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A channel over WebSockets, without threads of its own. A filter has one peer at a time; what it
 * had not answered when it went is sent to the next one by whoever asks. A mirror may have several,
 * and keeps what none of them has read yet, as the answers to pings tell: that is sent to the next
 * one when the last has gone.
 */
abstract class WebSocketChannel implements Channel {
  private static final Logger log = LoggerFactory.getLogger(WebSocketChannel.class);
  private static final int BOUND = 4 << 20;
  private static final Duration GOODBYE = Duration.ofSeconds(1);
  private static final Duration LAST_WORDS = Duration.ofMinutes(1);
  private static final long LINGER_SECONDS = 10;

  private final boolean keep;
  private final Runnable wake;
  private final EventExecutorGroup timer;
  private final Deque<Arrival> arrivals = new ArrayDeque<>();
  private final Deque<byte[]> kept = new ArrayDeque<>();
  private final List<Peer> peers = new ArrayList<>();
  private long firstKept = 1;
  private long keptOctets;
  private long arrived;
  private boolean paused;
  private int run;
  private boolean ending;
  private boolean parting;
  private boolean ended;
  private boolean unheard;
  private boolean closed;

  /**
   * @param keep whether it is a mirror
   * @param wake called from any thread when something has happened
   * @param timer tells when it has waited long enough
   */
  WebSocketChannel(boolean keep, Runnable wake, EventExecutorGroup timer) {
    this.keep = keep;
    this.wake = wake;
    this.timer = timer;
  }

  /** Whether it has a place for one more. */
  final synchronized boolean wants() {
    return !closed && !ended && !parting && (keep || peers.isEmpty());
  }

  final synchronized int peers() {
    return peers.size();
  }

  final synchronized boolean isClosed() {
    return closed || ended;
  }

  private void arrive(Arrival arrival) {
    if (!unheard) {
      arrivals.add(arrival);
    }
  }

  /** Takes a peer in; false if it has no place for it. */
  final boolean join(Peer peer) {
    synchronized (this) {
      if (!wants()) {
        return false;
      }
      peers.add(peer);
      if (peers.size() == 1) {
        run++;
        arrive(new Arrival(Arrival.Kind.UP, run, null, ""));
        long index = firstKept;
        for (byte[] chunk : kept) {
          peer.send(chunk, index++);
        }
      }
      peer.join(this);
      if (paused) {
        peer.reading(false);
      }
    }
    wake.run();
    return true;
  }

  /**
   * A peer has gone.
   *
   * @param next what comes now, for the log
   * @return whether it was one of these
   */
  final boolean leave(Peer peer, String why, boolean orderly, String next) {
    boolean mine;
    synchronized (this) {
      mine = peers.remove(peer);
      if (mine && peers.isEmpty() && !closed) {
        if (parting) {
          ended = true;
          arrive(new Arrival(Arrival.Kind.ENDED, run, null, orderly ? "" : why));
        } else {
          arrive(new Arrival(Arrival.Kind.DOWN, run, null, why + next));
        }
      }
    }
    wake.run();
    return mine;
  }

  /** Nobody could be reached. */
  final void missed(String why) {
    synchronized (this) {
      arrive(new Arrival(Arrival.Kind.DOWN, run, null, why));
    }
    wake.run();
  }

  /** A peer said something; on its event loop. */
  final void said(Peer peer, byte[] octets) {
    synchronized (this) {
      if (unheard || !peers.contains(peer)) {
        return;
      }
      arrive(new Arrival(Arrival.Kind.DATA, run, octets, ""));
      arrived += octets.length;
      if (arrived > BOUND && !paused) {
        paused = true;
        peers.forEach(each -> each.reading(false));
      }
    }
    wake.run();
  }

  /** A peer has read all up to a chunk. */
  final void taken(long mark) {
    synchronized (this) {
      for (; firstKept <= mark && !kept.isEmpty(); firstKept++) {
        keptOctets -= kept.poll().length;
      }
      part();
    }
    wake.run();
  }

  @Override
  public final synchronized Arrival poll() {
    Arrival next = arrivals.poll();
    if (next != null && next.data() != null) {
      arrived -= next.data().length;
      if (paused && arrived < BOUND / 2) {
        paused = false;
        peers.forEach(each -> each.reading(true));
      }
    }
    return next;
  }

  @Override
  public final synchronized void send(int toRun, byte[] octets) {
    if (closed || ending) {
      return;
    }
    if (!keep) {
      if (toRun == run && !peers.isEmpty()) {
        peers.get(0).send(octets, 0);
      }
      return;
    }
    kept.add(octets);
    keptOctets += octets.length;
    long index = firstKept + kept.size() - 1;
    for (Peer peer : peers) {
      if (peer.pending() > 2 * BOUND) {
        peer.end("takes nothing, while others do");
      } else {
        peer.send(octets, index);
      }
    }
  }

  @Override
  public final synchronized long backlog() {
    return keep ? keptOctets : peers.isEmpty() ? 0 : peers.get(0).pending();
  }

  @Override
  public final boolean isConnection() {
    return true;
  }

  @Override
  public final void end() {
    synchronized (this) {
      ending = true;
      part();
    }
    wake.run();
  }

  /** Says goodbye once all has been read that was sent. */
  private void part() {
    if (!ending || parting || closed || !kept.isEmpty()) {
      return;
    }
    parting = true;
    if (peers.isEmpty()) {
      ended = true;
      arrive(new Arrival(Arrival.Kind.ENDED, run, null, ""));
    }
    peers.forEach(peer -> peer.close(WebSocketCloseStatus.NORMAL_CLOSURE, LAST_WORDS));
  }

  /** What a mirror has kept is still to arrive, but nobody hears of it any more. */
  @Override
  public final void close() {
    synchronized (this) {
      if (unheard) {
        return;
      }
      unheard = true;
      arrivals.clear();
      if (paused) {
        paused = false;
        peers.forEach(each -> each.reading(true));
      }
      if (!kept.isEmpty() && !ended) {
        ending = true;
        timer.schedule(this::shut, LINGER_SECONDS, TimeUnit.SECONDS);
        return;
      }
    }
    shut();
  }

  private void shut() {
    synchronized (this) {
      closed = true;
      if (!kept.isEmpty()) {
        log.warn("{} octets were not read by anybody, and are lost", keptOctets);
      }
      peers.forEach(peer -> peer.close(WebSocketCloseStatus.ENDPOINT_UNAVAILABLE, GOODBYE));
    }
    over();
  }

  /** Nothing of it is left. */
  void over() {}
}
