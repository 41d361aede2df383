package io.sluice.proxy.speaker;

/** The states of RFC 4271 section 8.2.2. */
public enum SpeakerState {
  /** Not started, or closed. */
  IDLE,
  /** A connection is being made. */
  CONNECT,
  /**
   * Waits: for a connection, before the next attempt, or for the OPEN of a peer that is to begin.
   */
  ACTIVE,
  /** Its OPEN is sent, the peer's is awaited. */
  OPEN_SENT,
  /** The OPENs have crossed, the peer's KEEPALIVE is awaited. */
  OPEN_CONFIRM,
  /** Routes may be exchanged. */
  ESTABLISHED
}
