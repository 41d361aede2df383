package io.sluice.proxy.speaker;

import io.sluice.bgp.Header;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/**
 * The sending side of a session: one thread that takes what is queued, gathers it into as few
 * writes as the buffer allows, and sends a KEEPALIVE when nothing was sent for long enough. Who
 * queues more than the connection takes, waits.
 */
final class SessionWriter implements Runnable {
  /** As much as the socket of the JDK copies at once. */
  private static final int BUFFER = 128 * 1024;

  /** Octets above which nothing more is queued. */
  private static final int MOST_QUEUED = 8 << 20;

  private static final long NEVER = TimeUnit.DAYS.toNanos(365);

  /** Messages that are made when their turn has come. */
  interface Messages {
    /** The next one or more messages, back to back; {@code null} behind the last. */
    byte[] next();
  }

  private final OutputStream out;
  private final ArrayDeque<Messages> queue = new ArrayDeque<>();
  private final byte[] buffer = new byte[BUFFER];
  private long queued;
  private long keepaliveNanos = NEVER;
  private byte[] last;
  private volatile boolean closing;
  private volatile long writingSince;
  private int filled;

  SessionWriter(OutputStream out) {
    this.out = out;
  }

  /**
   * Queues whole messages, back to back; waits while more than {@link #MOST_QUEUED} octets are.
   *
   * @return false when the session has ended, and they will not be sent
   */
  boolean send(byte[] messages) {
    return send(messages, true);
  }

  /** Queues what must not wait: that of the thread that reads. */
  void sendNow(byte[] messages) {
    send(messages, false);
  }

  private synchronized boolean send(byte[] messages, boolean waits) {
    boolean interrupted = false;
    while (waits && queued > MOST_QUEUED && !closing) {
      try {
        wait();
      } catch (InterruptedException e) {
        // Half a table is none: who wants to stop closes the session.
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (closing) {
      return false;
    }
    queued += messages.length;
    queue.add(new Once(messages));
    notifyAll();
    return true;
  }

  private final class Once implements Messages {
    private byte[] messages;

    Once(byte[] messages) {
      this.messages = messages;
    }

    @Override
    public byte[] next() {
      byte[] now = messages;
      if (now != null) {
        messages = null;
        sent(now.length);
      }
      return now;
    }
  }

  private synchronized void sent(int length) {
    queued -= length;
    notifyAll();
  }

  /** Queues messages that are not there yet. */
  synchronized void send(Messages messages) {
    if (!closing) {
      queue.add(messages);
      notifyAll();
    }
  }

  /**
   * Sends a KEEPALIVE now, and another whenever nothing was sent for so many seconds; 0: never. The
   * one sent now also wakes the thread, which waits by the old time.
   */
  void keepaliveEvery(int seconds) {
    synchronized (this) {
      keepaliveNanos = seconds == 0 ? NEVER : TimeUnit.SECONDS.toNanos(seconds);
    }
    sendNow(Header.keepalive());
  }

  /** Forgets what is queued, sends this last message, if any, and ends the thread. */
  synchronized void finish(byte[] message) {
    queue.clear();
    last = message;
    // Behind it, for the thread looks at this without the lock, and then sends what is last.
    closing = true;
    notifyAll();
  }

  /** How long the connection has taken nothing of what is to be sent; 0 when it does. */
  long stuckNanos(long now) {
    long since = writingSince;
    return since == 0 ? 0 : now - since;
  }

  @Override
  public void run() {
    try {
      long lastSent = System.nanoTime();
      while (!closing) {
        Messages next = take(lastSent);
        if (next == null) {
          put(Header.keepalive());
        }
        for (; next != null; next = poll()) {
          for (byte[] m = next.next(); m != null && !closing; m = next.next()) {
            put(m);
          }
        }
        flush();
        lastSent = System.nanoTime();
      }
      if (last != null) {
        write(last, 0, last.length);
      }
    } catch (IOException e) {
      // The reader sees the same broken connection and tells of it.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      // Nobody takes what is queued any more, so nobody is to wait for it.
      finish(null);
    }
  }

  /** The next of the queue; {@code null} when a KEEPALIVE is due, or at the end. */
  private synchronized Messages take(long lastSent) throws InterruptedException {
    while (queue.isEmpty() && !closing) {
      long wait = lastSent + keepaliveNanos - System.nanoTime();
      if (wait <= 0) {
        return null;
      }
      TimeUnit.NANOSECONDS.timedWait(this, wait);
    }
    return closing ? NOTHING : queue.poll();
  }

  private static final Messages NOTHING = () -> null;

  private synchronized Messages poll() {
    return queue.poll();
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
      write(messages, at, Math.min(BUFFER, messages.length - at));
    }
  }

  private void flush() throws IOException {
    if (filled > 0) {
      write(buffer, 0, filled);
      filled = 0;
    }
  }

  private void write(byte[] bytes, int from, int length) throws IOException {
    writingSince = System.nanoTime() | 1;
    out.write(bytes, from, length);
    writingSince = 0;
  }
}
