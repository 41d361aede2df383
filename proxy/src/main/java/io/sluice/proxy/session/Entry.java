package io.sluice.proxy.session;

import io.sluice.bgp.Negotiated;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/**
 * A way into one direction of an incarnation of a session, for messages that no router sent: each
 * enters behind what has come so far, is published, waits for its verdict, and leaves. Safe to use
 * from several threads; the event loop takes what others put, and never waits for them.
 */
public final class Entry {
  /** Octets that may wait to be taken. */
  private static final long MOST = 256 << 10;

  private record Waiting(byte[] message, Map<String, String> tags) {}

  private final Pair pair;
  private final Lane lane;
  private final Negotiated negotiated;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private long octets;
  private boolean called;
  private boolean over;

  Entry(Pair pair, Lane lane, Negotiated negotiated) {
    this.pair = pair;
    this.lane = lane;
    this.negotiated = negotiated;
  }

  /** What its ends have agreed on: messages are to be written so. */
  public Negotiated negotiated() {
    return negotiated;
  }

  /**
   * Puts in a whole UPDATE or ROUTE-REFRESH; waits while there is no room.
   *
   * @param message not changed afterwards
   * @param tags what its record is tagged with
   * @return false when the incarnation is over, and the message was not taken
   */
  public boolean put(byte[] message, Map<String, String> tags) throws InterruptedException {
    synchronized (this) {
      while (!over && octets > 0 && octets + message.length > MOST) {
        wait();
      }
      if (over) {
        return false;
      }
      waiting.add(new Waiting(message, tags));
      octets += message.length;
    }
    call();
    return true;
  }

  /** Waits until all that was put in is taken; false when the incarnation ended before. */
  public synchronized boolean flush() throws InterruptedException {
    while (!over && octets > 0) {
      wait();
    }
    return octets == 0;
  }

  /** Has the event loop look whether there is something to take, and room for it. */
  void call() {
    synchronized (this) {
      if (called || over || waiting.isEmpty()) {
        return;
      }
      called = true;
    }
    pair.loop().execute(this::take);
  }

  private void take() {
    synchronized (this) {
      called = false;
    }
    while (lane.hasRoom()) {
      Waiting next;
      synchronized (this) {
        next = waiting.poll();
        if (next == null) {
          break;
        }
        octets -= next.message().length;
        notifyAll();
      }
      lane.enter(next.message(), next.tags());
    }
    lane.entered();
  }

  /** The incarnation is over. */
  synchronized void end() {
    over = true;
    notifyAll();
  }
}
