package io.sluice.mrt.feed;

import java.io.Closeable;
import java.io.IOException;

/**
 * A live feed: frames one after the other, over connections that are made anew when they break. For
 * one thread, but for {@link #commit}.
 */
public interface Feed extends Closeable {
  /**
   * The next frame; waits until there is one.
   *
   * @throws IOException if the feed cannot be had, or no more
   * @throws java.io.InterruptedIOException if the thread is interrupted meanwhile
   */
  Frame next() throws IOException;

  /** Makes another connection: the one at hand gives nothing of use. */
  void renew(String reason) throws IOException;

  /**
   * Everything that was given, but for the last frame, is in safety: the next run need not have it
   * again.
   */
  default void commit() throws IOException {}
}
