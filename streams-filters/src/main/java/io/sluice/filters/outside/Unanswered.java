package io.sluice.filters.outside;

/** What becomes of a message that is not answered before the deadline. */
public enum Unanswered {
  /** The session ends. */
  CLOSE,
  /** It waits on; what the session does is up to its own deadline. */
  HOLD,
  /** It passes. */
  PASS,
  /** It is refused. */
  DROP
}
