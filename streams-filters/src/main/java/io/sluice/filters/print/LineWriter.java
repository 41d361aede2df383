package io.sluice.filters.print;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes lines to a stream from a thread of its own. A reader that is slow holds up those who
 * print, within bounds; one that takes nothing at all for a while does not: lines are then left out
 * until it moves again, and their number is logged. Safe to use from several threads.
 */
public final class LineWriter implements AutoCloseable {
  /** Most octets that wait for the reader. */
  public static final int USUAL_BOUND = 8 << 20;

  /** How long a reader may take nothing before lines are left out. */
  public static final Duration USUAL_PATIENCE = Duration.ofSeconds(5);

  private static final Logger log = LoggerFactory.getLogger(LineWriter.class);

  private final OutputStream out;
  private final int bound;
  private final long patienceNanos;
  private final Thread thread;
  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private long waitingOctets;
  private long movedNanos = System.nanoTime();
  private boolean writing;
  private boolean stalled;
  private boolean closed;
  private boolean broken;
  private long leftOut;

  /** A writer with the usual bounds. */
  public LineWriter(OutputStream out) {
    this(out, USUAL_BOUND, USUAL_PATIENCE);
  }

  /**
   * @param out written to by one thread, flushed whenever nothing waits; not closed
   * @param bound most octets that wait
   * @param patience how long a reader may take nothing before lines are left out
   */
  public LineWriter(OutputStream out, int bound, Duration patience) {
    this.out = out;
    this.bound = bound;
    this.patienceNanos = patience.toNanos();
    this.thread = new Thread(this::run, "sluice-print");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Hands lines over; blocks while too much waits and the reader still moves.
   *
   * @param lines how many there are
   */
  void write(byte[] text, int lines) {
    synchronized (this) {
      while (!closed && !broken && waitingOctets > 0 && waitingOctets + text.length > bound) {
        long left = patienceNanos - (System.nanoTime() - movedNanos);
        if (stalled || left <= 0) {
          stalled = true;
          leftOut += lines;
          return;
        }
        try {
          wait(left / 1_000_000 + 1);
        } catch (InterruptedException e) {
          // The thread is asked to end: what it prints must not hold it.
          Thread.currentThread().interrupt();
          stalled = true;
        }
      }
      if (closed || broken) {
        return;
      }
      waiting.addLast(text);
      waitingOctets += text.length;
      notifyAll();
    }
  }

  private void run() {
    try {
      for (byte[] text = next(); text != null; text = next()) {
        out.write(text);
        moved(text.length);
      }
      out.flush();
    } catch (IOException e) {
      synchronized (this) {
        broken = true;
        waiting.clear();
        waitingOctets = 0;
        notifyAll();
      }
      log.warn("printing ends, the reader is gone: {}", e.getMessage());
    }
  }

  private byte[] next() throws IOException {
    synchronized (this) {
      byte[] text = waiting.pollFirst();
      if (text != null) {
        startWriting();
        return text;
      }
    }
    out.flush();
    synchronized (this) {
      writing = false;
      notifyAll();
      while (waiting.isEmpty() && !closed) {
        try {
          wait();
        } catch (InterruptedException e) {
          return null;
        }
      }
      startWriting();
      return waiting.pollFirst();
    }
  }

  private void startWriting() {
    if (!writing) {
      writing = true;
      movedNanos = System.nanoTime();
    }
  }

  private void moved(int octets) {
    long missing;
    synchronized (this) {
      waitingOctets -= octets;
      movedNanos = System.nanoTime();
      missing = leftOut;
      leftOut = 0;
      stalled = false;
      notifyAll();
    }
    if (missing > 0) {
      log.warn("{} lines were not printed: the reader took nothing for too long", missing);
    }
  }

  /** Waits, as long as the reader is given, until all is written. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    try {
      thread.join(patienceNanos / 1_000_000 + 1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
