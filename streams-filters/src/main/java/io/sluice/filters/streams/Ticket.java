package io.sluice.filters.streams;

import io.opentelemetry.api.trace.Span;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** A record whose message waits for an answer from outside. */
final class Ticket {
  final RecordMetadata place;
  final Record<byte[], byte[]> record;

  /** Where it is traced; {@code null} where it is not. */
  final Span span;

  private boolean done;

  Ticket(RecordMetadata place, Record<byte[], byte[]> record, Span span) {
    this.place = place;
    this.record = record;
    this.span = span;
  }

  void done() {
    done = true;
  }

  boolean isDone() {
    return done;
  }
}
