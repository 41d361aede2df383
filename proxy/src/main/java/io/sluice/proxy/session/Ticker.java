package io.sluice.proxy.session;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * Lets all sessions of an event loop look at their timers at the same moment: one wake-up for all
 * of them, not one for each. Thread safe.
 */
public final class Ticker {
  private static final long TICK_MILLIS = 100;

  private final Map<EventLoop, List<Session>> sessions = new ConcurrentHashMap<>();

  /** Looks after a session from now on. */
  public void add(Session session) {
    sessions.computeIfAbsent(session.loop(), Ticker::start).add(session);
  }

  /** Looks after a session no more. */
  public void remove(Session session) {
    List<Session> all = sessions.get(session.loop());
    if (all != null) {
      all.remove(session);
    }
  }

  private static List<Session> start(EventLoop loop) {
    List<Session> all = new CopyOnWriteArrayList<>();
    loop.scheduleWithFixedDelay(
        () -> all.forEach(Session::tick), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    return all;
  }
}
