package io.sluice.proxy.speaker;

import io.sluice.bgp.Notification;
import java.util.Arrays;

/**
 * How a session ended.
 *
 * @param sent the whole NOTIFICATION that was sent, or {@code null}
 * @param received the whole NOTIFICATION that came in, or {@code null}
 * @param reason why, in words
 */
public record SessionEnd(byte[] sent, byte[] received, String reason) {

  /** What was sent and received, in words, for logs. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(reason);
    if (sent != null) {
      text.append("; sent ").append(Notification.describe(sent));
    }
    if (received != null) {
      text.append("; received ").append(Notification.describe(received));
    }
    return text.toString();
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof SessionEnd e
        && Arrays.equals(sent, e.sent)
        && Arrays.equals(received, e.received)
        && reason.equals(e.reason);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Arrays.hashCode(sent) + Arrays.hashCode(received)) + reason.hashCode();
  }
}
