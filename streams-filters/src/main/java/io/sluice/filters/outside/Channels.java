package io.sluice.filters.outside;

/** Makes the channels of a stage. */
@FunctionalInterface
public interface Channels extends AutoCloseable {

  /**
   * Opens a channel; returns before anything is there.
   *
   * @param session the session that it is for; empty for none
   * @param keep whether what one run has not taken is sent to the next one
   * @param wake called from any thread when something has happened
   */
  Channel open(String session, boolean keep, Runnable wake);

  /** The stage is at its end, and its channels are closed. */
  @Override
  default void close() {}
}
