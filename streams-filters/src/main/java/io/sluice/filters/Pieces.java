package io.sluice.filters;

import io.sluice.bgp.Message;
import java.util.Map;

/** Messages that stages left of another one: they are that one's in all but their octets. */
final class Pieces {
  private final Message scratch = new Message();

  /** A piece as a message, valid until the next one is asked for. */
  Message of(byte[] octets, Message whole, Map<String, String> tags) {
    scratch.wrap(octets, 0, octets.length);
    describe(scratch, whole, tags);
    return scratch;
  }

  /** Gives a message these tags. */
  static void tag(Message message, Map<String, String> tags) {
    describe(message, message, tags);
  }

  private static void describe(Message it, Message as, Map<String, String> tags) {
    it.describe(
        as.session(),
        as.epoch(),
        as.direction(),
        as.sequence(),
        as.timeMicros(),
        as.context(),
        tags);
  }
}
