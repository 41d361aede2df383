package io.sluice.filters.outside;

import java.util.ArrayDeque;
import java.util.Deque;

/** What waits to be taken by a run of what is outside. Safe to use from several threads. */
public final class Outgoing {
  private final boolean keep;
  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private long octets;
  private int run;
  private boolean ended;

  /**
   * @param keep whether what one run has not taken is for the next one
   */
  public Outgoing(boolean keep) {
    this.keep = keep;
  }

  /** Adds a chunk for a run; forgotten when that is not the one there is. */
  public synchronized void add(int forRun, byte[] chunk) {
    if (keep || forRun == run) {
      waiting.add(chunk);
      octets += chunk.length;
      notifyAll();
    }
  }

  /** Octets that wait. */
  public synchronized long octets() {
    return octets;
  }

  /** Nothing more is added. */
  public synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** Another run begins. */
  public synchronized void begin(int number) {
    run = number;
    if (!keep) {
      waiting.clear();
      octets = 0;
    }
    notifyAll();
  }

  /**
   * The first chunk, which stays until it is {@link #taken}.
   *
   * @return {@code null} when there is none and none will come, or the run is over
   */
  public synchronized byte[] first(int ofRun) throws InterruptedException {
    while (run == ofRun && waiting.isEmpty() && !ended) {
      wait();
    }
    return run == ofRun ? waiting.peek() : null;
  }

  /** A run has taken the first chunk. */
  public synchronized void taken(int byRun) {
    if (run == byRun && !waiting.isEmpty()) {
      octets -= waiting.poll().length;
    }
  }
}
