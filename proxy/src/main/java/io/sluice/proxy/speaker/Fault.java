package io.sluice.proxy.speaker;

import io.sluice.bgp.BgpError;
import io.sluice.bgp.Notification;

/**
 * What ends a session from this side.
 *
 * @param notification the whole NOTIFICATION to send, {@code null} for none
 * @param reason why, in words
 */
record Fault(byte[] notification, String reason) {

  static Fault of(BgpError error) {
    return error == null ? null : new Fault(error.notification(), error.toString());
  }

  static Fault of(int code, int subcode, String reason, byte... data) {
    return new Fault(Notification.encode(code, subcode, data), reason);
  }

  /** A message that does not belong into the state (RFC 6608 section 4). */
  static Fault outOfPlace(int subcode) {
    return of(Notification.FSM_ERROR, subcode, Notification.name(Notification.FSM_ERROR, subcode));
  }
}
