package io.sluice.filters.streams;

import io.opentelemetry.api.trace.Span;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** The records of one partition whose messages wait, in the order of their offsets. */
final class Tickets {
  private final Deque<Ticket> waiting = new ArrayDeque<>();

  Ticket add(RecordMetadata place, Record<byte[], byte[]> record, Span span) {
    Ticket ticket = new Ticket(place, record, span);
    waiting.add(ticket);
    return ticket;
  }

  /** Offset of the oldest that waits; the largest number for none. */
  long oldest() {
    while (!waiting.isEmpty() && waiting.peek().isDone()) {
      waiting.poll();
    }
    return waiting.isEmpty() ? Long.MAX_VALUE : waiting.peek().place.offset();
  }
}
