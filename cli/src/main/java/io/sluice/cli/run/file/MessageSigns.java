package io.sluice.cli.run.file;

import io.sluice.bgp.Message;
import io.sluice.bgp.MessageType;
import io.sluice.filters.events.SessionSigns;

/**
 * Raises the events that messages tell. An archive holds many sessions; as in bgpipe they count as
 * one. Safe to use from several threads.
 */
final class MessageSigns {
  /** Only shorter UPDATEs can be an End-of-RIB. */
  private static final int EOR_BELOW = 32;

  private final SessionSigns signs = new SessionSigns();
  private final Signals signals;
  private final boolean updates;
  private boolean ends;

  /**
   * @param updates whether anybody wants to know of each second's first UPDATE
   */
  MessageSigns(Signals signals, boolean updates) {
    this.signals = signals;
    this.updates = updates;
  }

  /**
   * Looks at a message.
   *
   * @return whether the run ends here
   */
  boolean see(Message message) {
    if (!updates
        && message.typeCode() == MessageType.UPDATE.code()
        && message.length() >= EOR_BELOW) {
      return false;
    }
    return look(message);
  }

  private synchronized boolean look(Message message) {
    ends = false;
    String place = message.direction() + " " + message.sequence();
    signs.see(message, event -> ends |= signals.raise(event, place));
    return ends;
  }
}
