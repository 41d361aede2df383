package io.sluice.proxy.session;

import io.sluice.bgp.MessageType;

/**
 * Where one end stands, by what it has sent (RFC 4271 section 8, seen from outside).
 *
 * <pre>
 *   OPEN_AWAITED ──OPEN──► KEEPALIVE_AWAITED ──KEEPALIVE──► UP
 *        └───────────────────────┴── anything else, or a NOTIFICATION ──► ENDED
 * </pre>
 */
enum LegState {
  OPEN_AWAITED,
  KEEPALIVE_AWAITED,
  UP,
  ENDED;

  /**
   * Whether a message is in its place here; if not, the ordinal plus one is the subcode of the FSM
   * Error (RFC 6608 section 4).
   */
  boolean takes(int type) {
    boolean notification = type == MessageType.NOTIFICATION.code();
    return switch (this) {
      case OPEN_AWAITED -> notification || type == MessageType.OPEN.code();
      case KEEPALIVE_AWAITED -> notification || type == MessageType.KEEPALIVE.code();
      case UP -> type != MessageType.OPEN.code();
      case ENDED -> false;
    };
  }

  /** The state after such a message. */
  LegState after(int type) {
    if (this == OPEN_AWAITED && type == MessageType.OPEN.code()) {
      return KEEPALIVE_AWAITED;
    }
    if (this == KEEPALIVE_AWAITED && type == MessageType.KEEPALIVE.code()) {
      return UP;
    }
    return this;
  }
}
