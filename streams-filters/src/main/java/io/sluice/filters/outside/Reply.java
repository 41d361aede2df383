package io.sluice.filters.outside;

import io.sluice.bgp.Direction;
import java.util.Map;

/**
 * What a unit from outside says.
 *
 * @param direction which way the message travels; {@code null} when it does not say
 * @param sequence its number; 0 for a new message
 * @param dropped whether it asks for the message to be dropped
 * @param timeMicros its time, in microseconds since 1970; 0 for none
 * @param message the whole message; {@code null} for none
 * @param tags its tags
 * @param error what is wrong with it; {@code null} for nothing
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Reply(
    Direction direction,
    long sequence,
    boolean dropped,
    long timeMicros,
    byte[] message,
    Map<String, String> tags,
    String error) {
  /** A blank line. */
  static final Reply NOTHING = new Reply(null, 0, false, 0, null, Map.of(), null);

  /** The same as the options have it. */
  Reply as(OutsideOptions options) {
    boolean plain = !options.noNumbers() && !options.noTimes() && !options.noTags();
    return plain || message == null
        ? this
        : new Reply(
            direction,
            options.noNumbers() ? 0 : sequence,
            dropped,
            options.noTimes() ? 0 : timeMicros,
            message,
            options.noTags() ? Map.of() : tags,
            null);
  }

  static Reply bad(String error) {
    return new Reply(null, 0, false, 0, null, Map.of(), error);
  }

  static Reply of(byte[] message) {
    return new Reply(null, 0, false, 0, message, Map.of(), null);
  }
}
