package io.sluice.proxy.publish;

import io.opentelemetry.api.trace.SpanContext;
import io.sluice.schemas.Topic;

/**
 * One entry of a spool.
 *
 * @param topic the topic that the record is for
 * @param partition the partition that it is for
 * @param timeMillis when it came, milliseconds since 1970: not later than any attempt to publish it
 * @param key its key
 * @param value its value
 * @param trace the span that it comes from; {@code null} when it is not traced
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SpoolEntry(
    Topic topic, int partition, long timeMillis, byte[] key, byte[] value, SpanContext trace) {
  /** The partition of an entry that is no record but a {@link BypassNote}. */
  static final int NOTE = -1;

  boolean isNote() {
    return partition == NOTE;
  }
}
