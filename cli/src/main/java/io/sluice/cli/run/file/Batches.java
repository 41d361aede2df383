package io.sluice.cli.run.file;

import io.sluice.bgp.Message;
import io.sluice.mrt.PeerIdentity;
import io.sluice.mrt.StateChange;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The way of batches: filled by the thread that reads, judged by one of several, written in the
 * order in which they were filled, and filled again. How many there are bounds what is in memory.
 */
final class Batches {
  private static final long LONG_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final BlockingQueue<Batch> free;
  private final BlockingQueue<Batch> toJudge;
  private final BlockingQueue<Batch> toWrite;
  private final int count;
  private final Batch end;
  private Batch filling;
  private int seen;
  private long begun;
  private boolean judgingEnds;
  private volatile boolean killed;

  /**
   * @param count how many there are
   * @param sinks outputs that each of them has
   */
  Batches(int count, int sinks) {
    this.count = count;
    this.free = new ArrayBlockingQueue<>(count);
    this.toJudge = new ArrayBlockingQueue<>(2 * count + 1);
    this.toWrite = new ArrayBlockingQueue<>(count + 1);
    this.end = new Batch(0);
    for (int i = 0; i < count; i++) {
      free.add(new Batch(sinks));
    }
  }

  /** Adds a message to the batch at hand; waits while all are full. */
  void add(Message message, Source source) throws InterruptedException {
    while (true) {
      synchronized (this) {
        if (filling != null) {
          filling.add(message, source);
          submitIfFull();
          return;
        }
      }
      begin();
    }
  }

  /** Adds a change of a session's state. */
  void add(PeerIdentity peer, StateChange change, long timeMicros, Source source)
      throws InterruptedException {
    while (true) {
      synchronized (this) {
        if (filling != null) {
          filling.add(peer, change, timeMicros, source);
          submitIfFull();
          return;
        }
      }
      begin();
    }
  }

  /** Begins a batch; only the thread that reads does. */
  private void begin() throws InterruptedException {
    Batch next = free.take().clear();
    synchronized (this) {
      filling = next;
      begun = System.nanoTime();
    }
  }

  private void submitIfFull() {
    if (filling.isFull()) {
      submit();
    }
  }

  private void submit() {
    // There is room in both queues for as many as there are.
    Batch full = filling;
    filling = null;
    toWrite.add(full);
    toJudge.add(full);
  }

  /**
   * Hands on the batch at hand when nothing has been added since this was last asked, or when it
   * has been filling for long: who waits for the output is to see what there is.
   */
  synchronized void tick() {
    if (filling != null
        && !filling.isEmpty()
        && (filling.count() == seen || System.nanoTime() - begun > LONG_NANOS)) {
      submit();
    }
    seen = filling == null ? 0 : filling.count();
  }

  /** Hands on what there is and waits until all of it has been judged and written. */
  void settle() throws InterruptedException {
    synchronized (this) {
      if (filling != null) {
        submit();
      }
    }
    while (free.size() < count) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  /** Nothing more comes. */
  void end() {
    synchronized (this) {
      if (filling != null) {
        submit();
      }
    }
    toWrite.add(end);
    endJudging();
  }

  /** Nothing more comes to those that judge: what waits for answers from outside is to end. */
  synchronized void endJudging() {
    if (!judgingEnds) {
      judgingEnds = true;
      toJudge.add(end);
    }
  }

  /** An event of the input ends the run behind what is there. */
  void kill() {
    killed = true;
  }

  boolean isKilled() {
    return killed;
  }

  /** Whether nothing is on its way. */
  synchronized boolean isQuiet() {
    return filling == null && toWrite.isEmpty();
  }

  /** The next batch to judge; {@code null} when there is none now. */
  Batch pollToJudge() {
    return toJudge.poll();
  }

  Batch takeToJudge() throws InterruptedException {
    return toJudge.take();
  }

  /** The next batch to write, judged or not; {@code null} when there is none for a while. */
  Batch pollToWrite() throws InterruptedException {
    Batch next = toWrite.poll();
    return next != null ? next : toWrite.poll(20, TimeUnit.MILLISECONDS);
  }

  boolean isEnd(Batch batch) {
    return batch == end;
  }

  /** A batch has been written. */
  void written(Batch batch) {
    free.add(batch);
  }
}
