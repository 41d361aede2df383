package io.sluice.filters.outside;

import io.sluice.bgp.Header;
import io.sluice.bgp.Message;
import io.sluice.bgp.MessageType;
import java.util.concurrent.TimeUnit;

/**
 * How long an incarnation of a session lives, as far as its messages tell: until some time behind a
 * NOTIFICATION, or until nothing came for longer than the hold time (RFC 4271 6.5), for a judge is
 * not told that a connection is gone. What belongs to no session lives on.
 */
final class Lifetime {
  /** Where the hold time stands in an OPEN: behind version and AS number. */
  private static final int HOLD_TIME = Header.LENGTH + 3;

  /** Before an OPEN was seen: RFC 4271 8.2.2 calls four minutes a large hold time. */
  private static final long LARGE_SECONDS = 240;

  /** A judge may be that much behind. */
  private static final long MARGIN_SECONDS = 30;

  /** What had been sent before a NOTIFICATION may still be asked about. */
  private static final long LAST_WORDS_SECONDS = 10;

  private final boolean endless;
  private long holdSeconds = LARGE_SECONDS;
  private boolean opened;
  private boolean lastWord;
  private long sawNanos;

  Lifetime(String session, long nowNanos) {
    this.endless = session.isEmpty();
    this.sawNanos = nowNanos;
  }

  void saw(Message message, long nowNanos) {
    sawNanos = nowNanos;
    int type = message.typeCode();
    if (type == MessageType.NOTIFICATION.code()) {
      lastWord = true;
    } else if (type == MessageType.OPEN.code() && message.length() >= HOLD_TIME + 2) {
      int at = message.offset() + HOLD_TIME;
      int seconds = (message.buffer()[at] & 0xff) << 8 | message.buffer()[at + 1] & 0xff;
      holdSeconds = opened ? Math.min(holdSeconds, seconds) : seconds;
      opened = true;
    }
  }

  boolean isOver(long nowNanos) {
    if (endless) {
      return false;
    }
    long silence = nowNanos - sawNanos;
    return lastWord && silence > TimeUnit.SECONDS.toNanos(LAST_WORDS_SECONDS)
        || holdSeconds > 0 && silence > TimeUnit.SECONDS.toNanos(holdSeconds + MARGIN_SECONDS);
  }
}
