package io.sluice.mrt.feed;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What a connection has delivered and nobody has taken yet. Who fills it never waits; it is bounded
 * because a connection is asked for more only as frames are taken.
 */
final class Inbox {
  /** How many frames a connection may be ahead. */
  static final int AHEAD = 256;

  private static final Frame END = Frame.of(new byte[0]);

  private final BlockingQueue<Frame> frames = new LinkedBlockingQueue<>();
  private volatile long heard = System.nanoTime();
  private volatile String ending = "";

  void add(Frame frame) {
    heard();
    frames.add(frame);
  }

  /** The other side has given a sign of life. */
  void heard() {
    heard = System.nanoTime();
  }

  /** The connection is gone: nothing follows what is there. */
  void end(String reason) {
    ending = reason;
    frames.add(END);
  }

  /** The next frame; {@code null} if none comes for so long. */
  Frame poll(long nanos) throws InterruptedException {
    return frames.poll(nanos, TimeUnit.NANOSECONDS);
  }

  boolean isEnd(Frame frame) {
    return frame == END;
  }

  /** Why the connection is gone. */
  String ending() {
    return ending;
  }

  int size() {
    return frames.size();
  }

  /** How long the other side has been silent. */
  long silentNanos() {
    return System.nanoTime() - heard;
  }
}
