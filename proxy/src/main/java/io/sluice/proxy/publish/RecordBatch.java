package io.sluice.proxy.publish;

import io.opentelemetry.api.trace.SpanContext;
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

  /** {@code null} while none is traced. */
  private SpanContext[] traces;

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

  /** Says what span the record that was added last comes from; {@code null} for none. */
  public void trace(SpanContext from) {
    if (from == null) {
      return;
    }
    traces =
        traces == null ? new SpanContext[records.length] : Arrays.copyOf(traces, records.length);
    traces[count - 1] = from;
  }

  /** The span that a record comes from; {@code null} for none. */
  SpanContext trace(int i) {
    return traces == null || i >= traces.length ? null : traces[i];
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
