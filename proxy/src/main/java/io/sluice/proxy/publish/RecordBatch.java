package io.sluice.proxy.publish;

import java.util.Arrays;

/**
 * Some consecutive records of one stream, handed over as one. Filled by one thread, then left
 * alone.
 */
public final class RecordBatch implements Offer {
  private static final int LEAST = 4;

  private final RecordStream stream;
  private final long timeMillis;
  private byte[][] records = new byte[LEAST][];
  private int count;
  private long bytes;

  /** How many are acknowledged; the producer's own thread counts. */
  private int acknowledged;

  /**
   * @param timeMillis when the records came, milliseconds since 1970
   */
  public RecordBatch(RecordStream stream, long timeMillis) {
    this.stream = stream;
    this.timeMillis = timeMillis;
  }

  /** Adds a record; kept, not copied. */
  public void add(byte[] record) {
    if (count == records.length) {
      records = Arrays.copyOf(records, count * 4);
    }
    records[count++] = record;
    bytes += record.length;
  }

  /** How many it holds. */
  public int count() {
    return count;
  }

  /** Octets of its records. */
  public long bytes() {
    return bytes;
  }

  RecordStream stream() {
    return stream;
  }

  long timeMillis() {
    return timeMillis;
  }

  byte[] record(int i) {
    return records[i];
  }

  int acknowledged() {
    return acknowledged;
  }

  /** Counts one more; true when it was the last. */
  boolean acknowledge() {
    return ++acknowledged == count;
  }
}
