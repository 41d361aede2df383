package io.sluice.filters.events;

import io.sluice.bgp.Message;
import io.sluice.bgp.MessageType;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * The events that happened in each session since it came up, so that a stage can begin or end with
 * one. A judge that comes into the middle of a session has not seen what happened before: there,
 * all events that a stage may wait for count as seen, and none behind which it ends. So a stage
 * that limits or removes is never left out by a restart. Safe to use from several threads.
 */
public final class EventHistory {

  private static final class Past {
    private final long epoch;
    private final boolean whole;
    private final SessionSigns signs = new SessionSigns();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    Past(long epoch, boolean whole) {
      this.epoch = epoch;
      this.whole = whole;
    }
  }

  private final Map<String, Past> sessions = new ConcurrentHashMap<>();
  private final BiConsumer<Message, String> listener;

  /**
   * @param listener told of each event; must not wait
   */
  public EventHistory(BiConsumer<Message, String> listener) {
    this.listener = listener;
  }

  private Past past(Message message) {
    Past past = sessions.get(message.session());
    if (past == null || past.epoch < message.epoch()) {
      past = new Past(message.epoch(), message.typeCode() == MessageType.OPEN.code());
      sessions.put(message.session(), past);
    }
    return past;
  }

  /** Looks at a message. Those of one session come from one thread at a time. */
  public void see(Message message) {
    past(message).signs.see(message, event -> raised(message, event));
  }

  /** An event happened at a message. */
  public void raised(Message message, String event) {
    past(message).seen.add(event);
    listener.accept(message, event);
  }

  /** An event happened, unless it is known to have happened in this session. */
  public void once(Message message, String event) {
    if (!past(message).seen.contains(event)) {
      raised(message, event);
    }
  }

  /** Whether one of the events happened, or may have, in the session of a message. */
  public boolean mayHaveSeen(Message message, Set<String> events) {
    Past past = past(message);
    return !past.whole || hasSeen(past, events);
  }

  /** Whether one of the events happened in the session of a message. */
  public boolean hasSeen(Message message, Set<String> events) {
    return hasSeen(past(message), events);
  }

  private static boolean hasSeen(Past past, Set<String> events) {
    for (String event : events) {
      if (past.seen.contains(event)) {
        return true;
      }
    }
    return false;
  }
}
