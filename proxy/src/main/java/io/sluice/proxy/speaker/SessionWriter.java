package io.sluice.proxy.speaker;

import io.sluice.bgp.Header;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;

/**
 * The sending side of a session: one thread that takes what is queued, gathers it into as few
 * writes as the buffer allows, and sends a KEEPALIVE when nothing was sent for long enough.
 */
final class SessionWriter implements Runnable {
  /** As much as the socket of the JDK copies at once. */
  private static final int BUFFER = 128 * 1024;

  private static final byte[] STOP = {};
  private static final long NEVER = TimeUnit.DAYS.toNanos(365);

  private final OutputStream out;
  private final LinkedBlockingDeque<byte[]> queue = new LinkedBlockingDeque<>();
  private final byte[] buffer = new byte[BUFFER];
  private volatile long keepaliveNanos = NEVER;
  private volatile boolean closing;
  private int filled;

  SessionWriter(OutputStream out) {
    this.out = out;
  }

  /** Queues whole messages, back to back. */
  void send(byte[] messages) {
    if (!closing && messages.length > 0) {
      queue.add(messages);
    }
  }

  /**
   * Sends a KEEPALIVE now, and another whenever nothing was sent for so many seconds; 0: never. The
   * one sent now also wakes the thread, which waits by the old time.
   */
  void keepaliveEvery(int seconds) {
    keepaliveNanos = seconds == 0 ? NEVER : TimeUnit.SECONDS.toNanos(seconds);
    send(Header.keepalive());
  }

  /** Forgets what is queued, sends this last message, if any, and ends the thread. */
  void finish(byte[] last) {
    closing = true;
    queue.clear();
    if (last != null) {
      queue.add(last);
    }
    queue.add(STOP);
  }

  @Override
  public void run() {
    try {
      long lastSent = System.nanoTime();
      while (true) {
        long wait = lastSent + keepaliveNanos - System.nanoTime();
        byte[] next = queue.poll(wait, TimeUnit.NANOSECONDS);
        if (next == null) {
          next = Header.keepalive();
        }
        for (; next != null && next != STOP; next = queue.poll()) {
          put(next);
        }
        flush();
        lastSent = System.nanoTime();
        if (next == STOP) {
          return;
        }
      }
    } catch (IOException e) {
      // The reader sees the same broken connection and tells of it.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void put(byte[] messages) throws IOException {
    if (messages.length > BUFFER - filled) {
      flush();
    }
    if (messages.length <= BUFFER - filled) {
      System.arraycopy(messages, 0, buffer, filled, messages.length);
      filled += messages.length;
      return;
    }
    // A whole table in one array: in pieces, so that closing need not wait for all of it.
    for (int at = 0; at < messages.length && !closing; at += BUFFER) {
      out.write(messages, at, Math.min(BUFFER, messages.length - at));
    }
  }

  private void flush() throws IOException {
    if (filled > 0) {
      out.write(buffer, 0, filled);
      filled = 0;
    }
  }
}
