package io.sluice.proxy.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;

/**
 * Gathers messages that may go into few buffers, and those into one system call. Counts what the
 * connection has not taken yet. Belongs to the event loop.
 */
final class Outbox {
  private static final int LEAST = 512;
  private static final int CHUNK = 128 << 10;

  private final Channel channel;
  private ByteBuf chunk;
  private long pending;
  private long lastWritten;
  private long lastProgress;
  private boolean written;

  Outbox(Channel channel, long now) {
    this.channel = channel;
    this.lastWritten = now;
    this.lastProgress = now;
  }

  /**
   * Adds a message.
   *
   * @param expected octets that may come before the next {@link #flush}, this message included; a
   *     guess
   */
  void put(byte[] buffer, int offset, int length, long expected) {
    if (chunk != null && chunk.readableBytes() + length > CHUNK) {
      write();
    }
    if (chunk == null) {
      int first = (int) Math.max(LEAST, Math.min(CHUNK, Math.max(expected, length)));
      chunk = channel.alloc().directBuffer(first);
    }
    chunk.writeBytes(buffer, offset, length);
  }

  private void write() {
    int octets = chunk.readableBytes();
    if (pending == 0) {
      lastProgress = System.nanoTime();
    }
    pending += octets;
    channel
        .write(chunk)
        .addListener(
            done -> {
              pending -= octets;
              lastProgress = System.nanoTime();
            });
    chunk = null;
    written = true;
  }

  /** Sends what was added; returns whether there was anything. */
  boolean flush(long now) {
    if (chunk != null) {
      write();
    }
    if (!written) {
      return false;
    }
    written = false;
    lastWritten = now;
    channel.flush();
    return true;
  }

  /** Octets that the connection has not taken yet. */
  long pending() {
    return pending;
  }

  /** When something was sent last, nanoseconds. */
  long lastWritten() {
    return lastWritten;
  }

  /** How long the connection has taken nothing of what waits, nanoseconds; 0 if nothing waits. */
  long stuckNanos(long now) {
    return pending == 0 ? 0 : now - lastProgress;
  }

  /** Gives back what was not sent. */
  void release() {
    if (chunk != null) {
      chunk.release();
      chunk = null;
    }
  }
}
