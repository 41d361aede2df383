package io.sluice.proxy;

/**
 * A change in the life of a session, as the topic of session events has it too.
 *
 * @param session session id
 * @param epoch incarnation, microseconds since 1970
 * @param timeMicros when, microseconds since 1970
 * @param kind what happened
 * @param cause why, as a short stable name; empty for CONNECTED and ESTABLISHED
 * @param reason why, in words
 */
public record SessionEventView(
    String session, long epoch, long timeMicros, Kind kind, String cause, String reason) {

  /** What happened. */
  public enum Kind {
    CONNECTED,
    ESTABLISHED,
    BYPASSING,
    JUDGED,
    DOWN
  }
}
