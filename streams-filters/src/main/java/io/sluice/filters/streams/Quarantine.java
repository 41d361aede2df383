package io.sluice.filters.streams;

import io.sluice.filters.Conclusion;
import io.sluice.schemas.MessageOrigin;
import io.sluice.schemas.UndecodableRecordException;
import io.sluice.schemas.avro.QuarantinedRecord;
import io.sluice.schemas.wire.AvroSerde;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes records of what could not be handled: where it stands, its bytes, and why. */
final class Quarantine {
  private static final Logger log = LoggerFactory.getLogger(Quarantine.class);
  private static final byte[] NONE = {};

  private final AvroSerde<QuarantinedRecord> serde;
  private final LongSupplier micros;
  private long count;

  Quarantine(int schemaId, LongSupplier micros) {
    this.serde = new AvroSerde<>(QuarantinedRecord.class, schemaId);
    this.micros = micros;
  }

  Record<byte[], Object> undecodable(
      RecordMetadata place, Record<byte[], byte[]> record, UndecodableRecordException e) {
    return make(place, record, "", e.getMessage(), "offset " + e.offset());
  }

  Record<byte[], Object> failed(
      RecordMetadata place, Record<byte[], byte[]> record, Conclusion conclusion) {
    StringWriter trace = new StringWriter();
    conclusion.failure().printStackTrace(new PrintWriter(trace));
    return make(
        place, record, conclusion.failedStage(), conclusion.failure().toString(), trace.toString());
  }

  Record<byte[], Object> unanswerable(
      RecordMetadata place, Record<byte[], byte[]> record, MessageOrigin origin, int partitions) {
    return make(
        place,
        record,
        "",
        "wants its verdict in partition "
            + origin.verdictPartition()
            + ", the topic has "
            + partitions,
        "");
  }

  private Record<byte[], Object> make(
      RecordMetadata place,
      Record<byte[], byte[]> record,
      String stage,
      String error,
      String detail) {
    count++;
    if (Long.bitCount(count) == 1) {
      log.warn(
          "{}-{} offset {} goes to quarantine, number {} of this task: {}{}",
          place.topic(),
          place.partition(),
          place.offset(),
          count,
          stage.isEmpty() ? "" : "stage " + stage + ": ",
          error);
    }
    byte[] key = record.key() == null ? NONE : record.key();
    byte[] value = record.value() == null ? NONE : record.value();
    QuarantinedRecord quarantined =
        new QuarantinedRecord(
            place.topic(),
            place.partition(),
            place.offset(),
            Instant.EPOCH.plus(micros.getAsLong(), ChronoUnit.MICROS),
            ByteBuffer.wrap(key),
            ByteBuffer.wrap(value),
            stage,
            error,
            detail);
    return new Record<>(record.key(), serde.encode(quarantined), Math.max(0, record.timestamp()));
  }
}
