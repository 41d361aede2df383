package io.sluice.proxy.speaker;

/**
 * Hears what happens on the sessions of a {@link Speaker}. Called from the session's reader thread:
 * what takes long here slows the session down.
 */
public interface SpeakerListener {
  /** One that does not listen. */
  SpeakerListener NONE = new SpeakerListener() {};

  /** OPEN and KEEPALIVE have crossed. */
  default void established(SpeakerSession session) {}

  /**
   * A message of any type came in; after the counters of the session were brought up to date.
   *
   * @param buffer holds the message; valid during the call only
   * @param offset where its header begins
   * @param length octets of the message, header included
   * @param nanoTime {@link System#nanoTime} of the read that completed it
   */
  default void received(
      SpeakerSession session, byte[] buffer, int offset, int length, long nanoTime) {}

  /** The session ended, established or not; nothing follows. */
  default void ended(SpeakerSession session, SessionEnd end) {}
}
