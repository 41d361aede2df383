package io.sluice.filters.print;

import io.sluice.bgp.BgpError;
import io.sluice.bgp.Message;
import io.sluice.bgp.wire.Bytes;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of messages that do not decode, so that none is lost in silence: each is logged as a PARSE
 * event with reason, offset and octets, and counted, once however many printers it passes and
 * however often it is judged. Safe to use from several threads.
 */
public final class Undecoded {
  private static final Logger log = LoggerFactory.getLogger(Undecoded.class);

  /** Number of the last one told of each stream of messages, which come in order. */
  private final Map<String, Long> last = new HashMap<>();

  private long count;

  /** Logs and counts a message, if it is the first time. */
  public void tell(Message message, BgpError error) {
    if (isFirst(message)) {
      log.atWarn()
          .addKeyValue("session", message.session())
          .addKeyValue("event", "PARSE")
          .log(
              "{} PARSE {} {}: {}: {}",
              message.session(),
              message.direction(),
              message.sequence(),
              error,
              Bytes.hex(message.buffer(), message.offset(), message.length()));
    }
  }

  private synchronized boolean isFirst(Message message) {
    String stream = message.session() + '\n' + message.epoch() + message.direction();
    Long before = last.get(stream);
    if (before != null && message.sequence() <= before) {
      return false;
    }
    last.put(stream, message.sequence());
    count++;
    return true;
  }

  /** How many messages did not decode. */
  public synchronized long count() {
    return count;
  }
}
