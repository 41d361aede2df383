package io.sluice.proxy.publish;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import io.sluice.schemas.Topic;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/** Reads the entries of one segment of a spool, in order, up to its end or to what is damaged. */
final class SpoolReader implements AutoCloseable {
  private static final int BUFFER = 256 << 10;
  private static final Topic[] TOPICS = Topic.values();

  private final DataInputStream in;
  private final CRC32C crc = new CRC32C();
  private long position;
  private String damage;

  SpoolReader(Path segment) throws IOException {
    in = new DataInputStream(new BufferedInputStream(Files.newInputStream(segment), BUFFER));
  }

  /** The next entry; {@code null} at the end, which {@link #damage} may tell more of. */
  SpoolEntry next() throws IOException {
    int length;
    int sum;
    byte[] payload;
    int first = in.read();
    if (first < 0) {
      return null;
    }
    try {
      length = first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedShort();
      sum = in.readInt();
      if (length < Spool.HEAD || length > Spool.MAX_ENTRY) {
        return damaged("an entry of " + length + " octets");
      }
      payload = in.readNBytes(length);
    } catch (EOFException e) {
      return damaged("cut short");
    }
    if (payload.length < length) {
      return damaged("cut short");
    }
    crc.reset();
    crc.update(payload);
    if ((int) crc.getValue() != sum) {
      return damaged("checksum does not match");
    }
    position += 8L + length;
    ByteBuffer p = ByteBuffer.wrap(payload);
    int kind = p.get();
    int topic = kind & ~Spool.TRACED & 0xff;
    int partition = p.getInt();
    long time = p.getLong();
    int keyLength = p.getInt();
    boolean traced = (kind & Spool.TRACED) != 0;
    int rest = p.remaining() - (traced ? Spool.SPAN : 0);
    if (topic >= TOPICS.length || keyLength < 0 || keyLength > rest) {
      return damaged("fields out of range");
    }
    SpanContext trace = traced ? span(p) : null;
    byte[] key = new byte[keyLength];
    p.get(key);
    byte[] value = new byte[p.remaining()];
    p.get(value);
    return new SpoolEntry(TOPICS[topic], partition, time, key, value, trace);
  }

  private static SpanContext span(ByteBuffer from) {
    byte[] trace = new byte[TraceId.getLength() / 2];
    byte[] span = new byte[SpanId.getLength() / 2];
    from.get(trace).get(span);
    return SpanContext.create(
        TraceId.fromBytes(trace),
        SpanId.fromBytes(span),
        TraceFlags.fromByte(from.get()),
        TraceState.getDefault());
  }

  private SpoolEntry damaged(String what) {
    damage = what + " at offset " + position;
    return null;
  }

  /** What is wrong behind the last entry; {@code null} when the segment ends well. */
  String damage() {
    return damage;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
