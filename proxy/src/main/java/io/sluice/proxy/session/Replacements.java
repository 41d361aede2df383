package io.sluice.proxy.session;

import io.sluice.bgp.Header;
import io.sluice.bgp.MessageType;
import io.sluice.schemas.Judgement;

/** Whether what a verdict wants sent can be sent at all. */
final class Replacements {
  private Replacements() {}

  /** Whether all are whole messages with right headers, for one message. */
  static boolean sound(Judgement verdict, int count) {
    if (count != 1) {
      return false;
    }
    for (byte[] message : verdict.replacement()) {
      if (Header.check(message, 0, message.length, true) != null
          || message[Header.TYPE_OFFSET] == MessageType.NOTIFICATION.code()) {
        return false;
      }
    }
    return true;
  }

  /** Whether it carries a NOTIFICATION to close with. */
  static boolean closes(Judgement verdict) {
    if (verdict.replacement().size() != 1) {
      return false;
    }
    byte[] message = verdict.replacement().get(0);
    return Header.check(message, 0, message.length, false) == null
        && message[Header.TYPE_OFFSET] == MessageType.NOTIFICATION.code();
  }
}
