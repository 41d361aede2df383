package io.sluice.proxy.speaker;

import io.sluice.bgp.Direction;
import io.sluice.bgp.Notification;
import io.sluice.bgp.Open;
import io.sluice.bgp.cap.CapabilityValue.GracefulRestart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The sessions of a speaker, and what outlives them: what was announced, and the routes of a peer
 * that is expected back. Safe to use from several threads.
 */
final class Sessions {
  private static final int FORWARDING = 0x80;

  private final SpeakerConfig config;
  private final SpeakerListener listener;
  private final Announced announced = new Announced();
  private final List<SpeakerSession> sessions = new ArrayList<>();

  /** Those that know their peer: past OPEN_SENT, as the others see it. */
  private final Set<SpeakerSession> confirmed = new HashSet<>();

  private final Map<String, Left> left = new HashMap<>();
  private boolean closed;
  private volatile boolean again;

  /** The routes of a peer that restarts, and until when it may come back. */
  private record Left(Set<Route> routes, long until) {}

  Sessions(SpeakerConfig config, SpeakerListener listener) {
    this.config = config;
    this.listener = listener;
  }

  SpeakerListener listener() {
    return listener;
  }

  Announced announced() {
    return announced;
  }

  /** Whether one was up before. */
  boolean again() {
    return again;
  }

  /** Takes a session in; false when there are to be none any more. */
  synchronized boolean add(SpeakerSession session) {
    if (!closed) {
      sessions.add(session);
    }
    return !closed;
  }

  synchronized void remove(SpeakerSession session) {
    sessions.remove(session);
    confirmed.remove(session);
    notifyAll();
  }

  /** No more of them; returns those that are there. */
  synchronized List<SpeakerSession> close() {
    closed = true;
    notifyAll();
    return List.copyOf(sessions);
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** Waits until none is past its OPEN, so that there is a reason to dial. */
  synchronized void awaitNeed() throws InterruptedException {
    while (!closed && !confirmed.isEmpty()) {
      wait();
    }
  }

  /** The furthest state of any; {@code null} when there is none. */
  synchronized SpeakerState state() {
    return sessions.stream().map(SpeakerSession::state).max(SpeakerState::compareTo).orElse(null);
  }

  /**
   * A session knows its peer. When this speaker dials and listens, there may be two connections
   * with it (RFC 4271 section 6.8).
   *
   * @return what ends this one, if it has to go
   */
  synchronized Fault opened(SpeakerSession session, Open ours, Open theirs) {
    if (config.dials() && config.listens()) {
      for (SpeakerSession other : confirmed) {
        boolean stays =
            session.dialled() != other.dialled()
                && other.state() != SpeakerState.ESTABLISHED
                && session.dialled() == StateMachine.oursStays(ours, theirs);
        if (!stays) {
          return Fault.of(
              Notification.CEASE,
              Notification.CONNECTION_COLLISION,
              "there is another connection with " + theirs.routerId());
        }
      }
      confirmed.forEach(
          other ->
              other.close(
                  Notification.encode(Notification.CEASE, Notification.CONNECTION_COLLISION)));
      confirmed.clear();
    }
    confirmed.add(session);
    return null;
  }

  /** A session is up: it begins with what was announced before, and with what the peer had said. */
  synchronized void established(SpeakerSession session, ReceivedUpdates account) {
    Left before = left.remove(peer(session));
    if (before != null && before.until() - System.nanoTime() > 0) {
      account.inherit(preserved(before.routes(), session));
    }
    if (config.keepRoutes()) {
      session.announceAgain();
    }
    again = true;
  }

  /** The routes of the families whose forwarding went on (RFC 4724 section 4.2). */
  private static Set<Route> preserved(Set<Route> routes, SpeakerSession session) {
    GracefulRestart restart = session.negotiated().gracefulRestart(Direction.L);
    if (restart == null) {
      return Set.of();
    }
    Set<Integer> families =
        restart.entries().stream()
            .filter(e -> (e.flags() & FORWARDING) != 0)
            .map(e -> e.family().packed())
            .collect(Collectors.toSet());
    return routes.stream()
        .filter(route -> families.contains(route.family()))
        .collect(Collectors.toSet());
  }

  /** A session that was up has ended; its peer's routes are kept if it may come back for them. */
  synchronized void ended(SpeakerSession session, SessionEnd end) {
    if (config.keepRoutes()
        && end.sent() == null
        && end.received() == null
        && session.negotiated().restartsGracefully(Direction.L)) {
      Set<Route> routes = new HashSet<>(session.routes());
      // What was stale already has waited for one restart: that is enough.
      routes.removeAll(session.staleRoutes());
      int seconds = session.negotiated().gracefulRestart(Direction.L).restartTime();
      left.put(
          peer(session), new Left(routes, System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds)));
    }
  }

  private static String peer(SpeakerSession session) {
    Open open = session.negotiated().right();
    return open.asn() + " " + open.routerId();
  }
}
