package io.sluice.proxy.publish;

import io.sluice.schemas.Topic;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The records of one key in one topic: they keep their order. It counts what was offered and is
 * neither in the topic nor on disk yet, so that whoever offers can stop in time.
 */
public final class RecordStream {
  private final Topic topic;
  private final byte[] key;
  private final int partition;
  private final Outstanding outstanding;
  private final Waiting waiting;
  private final AtomicLong unpublished = new AtomicLong();
  private final AtomicLong offeredRecords = new AtomicLong();
  private final AtomicLong safeRecords = new AtomicLong();
  private volatile long wakeBelow = -1;
  private volatile boolean wakeAlways;
  private volatile Runnable relief = () -> {};

  RecordStream(Topic topic, byte[] key, int partition, Outstanding outstanding, Waiting waiting) {
    this.topic = topic;
    this.key = key;
    this.partition = partition;
    this.outstanding = outstanding;
    this.waiting = waiting;
  }

  /** The topic. */
  public Topic topic() {
    return topic;
  }

  byte[] key() {
    return key;
  }

  int partition() {
    return partition;
  }

  Outstanding outstanding() {
    return outstanding;
  }

  /** Octets offered that are neither acknowledged by Kafka nor written to disk. */
  public long unpublished() {
    return unpublished.get();
  }

  /** Records offered so far. */
  public long offeredRecords() {
    return offeredRecords.get();
  }

  /** Of those, how many from the first on are safe: acknowledged by Kafka, or on disk. */
  public long safeRecords() {
    return safeRecords.get();
  }

  /** Asks for a call, or for no more, whenever further records are safe. */
  public void wakeAlways(boolean on) {
    wakeAlways = on;
  }

  /** What is to be run, on whatever thread, when {@link #wakeBelow} is reached, or always. */
  public void onRelief(Runnable task) {
    relief = task;
  }

  /** Asks for one call when no more than so many octets are unpublished. */
  public void wakeBelow(long octets) {
    wakeBelow = octets;
  }

  void offered(RecordBatch batch) {
    offeredRecords.addAndGet(batch.count());
    unpublished.addAndGet(batch.bytes());
    waiting.add(batch.count(), batch.bytes());
  }

  void safe(RecordBatch batch) {
    safeRecords.addAndGet(batch.count());
    long left = unpublished.addAndGet(-batch.bytes());
    waiting.add(-batch.count(), -batch.bytes());
    boolean below = left <= wakeBelow;
    if (below) {
      wakeBelow = -1;
    }
    if (below || wakeAlways) {
      relief.run();
    }
  }
}
