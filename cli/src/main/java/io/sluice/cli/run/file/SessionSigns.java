package io.sluice.cli.run.file;

import io.sluice.bgp.Direction;
import io.sluice.bgp.Header;
import io.sluice.bgp.Message;
import io.sluice.bgp.MessageType;

/**
 * Raises the events that the messages of a session tell: OPEN, ESTABLISHED (an OPEN and a KEEPALIVE
 * in either direction), EOR (the first End-of-RIB of a direction). An archive holds many sessions;
 * as in bgpipe they count as one. Safe to use from several threads.
 */
final class SessionSigns {
  /** An End-of-RIB is shorter (RFC 4724 section 2): attribute 15 with a family and nothing else. */
  private static final int EOR_BELOW = 32;

  private static final int MP_UNREACH = 15;
  private static final int FLAG_EXTENDED = 0x10;

  private final Signals signals;
  private boolean rightEor;
  private boolean leftEor;
  private boolean rightOpen;
  private boolean leftOpen;
  private boolean rightAlive;
  private boolean leftAlive;
  private boolean established;

  SessionSigns(Signals signals) {
    this.signals = signals;
  }

  /**
   * Looks at a message.
   *
   * @return whether the run ends here
   */
  boolean see(Message message) {
    int type = message.typeCode();
    if (type == MessageType.UPDATE.code()) {
      return message.length() < EOR_BELOW && isEndOfRib(message) && endOfRib(message);
    }
    return type == MessageType.OPEN.code() && open(message)
        || type == MessageType.KEEPALIVE.code() && alive(message);
  }

  private static boolean isEndOfRib(Message message) {
    byte[] b = message.buffer();
    int at = message.offset() + Header.LENGTH;
    int octets = message.length() - Header.LENGTH;
    if (octets == 4) {
      return b[at] == 0 && b[at + 1] == 0 && b[at + 2] == 0 && b[at + 3] == 0;
    }
    boolean extended = octets == 11 && (b[at + 4] & FLAG_EXTENDED) != 0;
    return (octets == 10 || extended) && b[at] == 0 && b[at + 1] == 0 && b[at + 5] == MP_UNREACH;
  }

  private synchronized boolean endOfRib(Message message) {
    boolean toRight = message.direction() == Direction.R;
    if (toRight ? rightEor : leftEor) {
      return false;
    }
    if (toRight) {
      rightEor = true;
    } else {
      leftEor = true;
    }
    return signals.raise("EOR", place(message));
  }

  private synchronized boolean open(Message message) {
    if (message.direction() == Direction.R) {
      rightOpen = true;
    } else {
      leftOpen = true;
    }
    boolean ends = signals.raise("OPEN", place(message));
    return established(message) || ends;
  }

  private synchronized boolean alive(Message message) {
    if (message.direction() == Direction.R) {
      rightAlive = true;
    } else {
      leftAlive = true;
    }
    return established(message);
  }

  private boolean established(Message message) {
    if (established || !rightOpen || !leftOpen || !rightAlive || !leftAlive) {
      return false;
    }
    established = true;
    return signals.raise("ESTABLISHED", place(message));
  }

  private static String place(Message message) {
    return message.direction() + " " + message.sequence();
  }
}
