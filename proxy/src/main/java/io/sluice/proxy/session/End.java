package io.sluice.proxy.session;

import io.sluice.bgp.Direction;

/**
 * How an incarnation of a session ends.
 *
 * @param cause why
 * @param detail more of it, in words; may be empty
 * @param toLeft the NOTIFICATION for the left end; {@code null} for none
 * @param toRight the NOTIFICATION for the right end; {@code null} for none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record End(EndCause cause, String detail, byte[] toLeft, byte[] toRight) {

  /** The same Cease to both. */
  static End cease(EndCause cause, String detail) {
    byte[] cease = cause.cease(detail);
    return new End(cause, detail, cease, cease);
  }

  /**
   * One NOTIFICATION to the end that is at fault, a Cease to the other.
   *
   * @param sender the direction in which the end at fault sends
   */
  static End fault(EndCause cause, Direction sender, byte[] notification, String detail) {
    byte[] cease = cause.cease("");
    return sender == Direction.R
        ? new End(cause, detail, notification, cease)
        : new End(cause, detail, cease, notification);
  }

  /** One NOTIFICATION to the end that remains, nothing to the one that sends in a direction. */
  static End remaining(EndCause cause, Direction gone, byte[] notification, String detail) {
    return gone == Direction.R
        ? new End(cause, detail, null, notification)
        : new End(cause, detail, notification, null);
  }

  /** What the end that sends in a direction is told. */
  byte[] to(Direction sender) {
    return sender == Direction.R ? toLeft : toRight;
  }

  /** Cause and detail in words. */
  String words() {
    return detail.isEmpty() ? cause.words() : cause.words() + ": " + detail;
  }
}
