package io.sluice.schemas.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * Writes Avro's binary encoding into a byte array that grows: what Avro's own encoder writes,
 * without an object for each value. Not thread safe; reusable.
 */
public final class AvroOutput {
  private static final byte MAGIC = 0;

  private byte[] buffer = new byte[512];
  private int size;

  /** Begins a new record in the Confluent wire format: a zero octet and the schema's id. */
  public AvroOutput begin(int schemaId) {
    size = 0;
    need(5);
    buffer[size++] = MAGIC;
    buffer[size++] = (byte) (schemaId >>> 24);
    buffer[size++] = (byte) (schemaId >>> 16);
    buffer[size++] = (byte) (schemaId >>> 8);
    buffer[size++] = (byte) schemaId;
    return this;
  }

  /** Begins anew, without a header. */
  public AvroOutput clear() {
    size = 0;
    return this;
  }

  private void need(int octets) {
    if (size + octets > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + octets));
    }
  }

  /** An int or a long, or the index of an enum's symbol: zigzag, seven bits an octet. */
  public AvroOutput writeLong(long value) {
    need(10);
    long n = value << 1 ^ value >> 63;
    while ((n & ~0x7fL) != 0) {
      buffer[size++] = (byte) (n | 0x80);
      n >>>= 7;
    }
    buffer[size++] = (byte) n;
    return this;
  }

  /** A string. */
  public AvroOutput writeString(String value) {
    int length = value.length();
    need(5 + length * 3);
    for (int i = 0; i < length; i++) {
      if (value.charAt(i) > 0x7f) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        return writeBytes(utf8, 0, utf8.length);
      }
    }
    writeLong(length);
    for (int i = 0; i < length; i++) {
      buffer[size++] = (byte) value.charAt(i);
    }
    return this;
  }

  /** Octets with their count. */
  public AvroOutput writeBytes(byte[] value, int offset, int length) {
    writeLong(length);
    return writeRaw(value, offset, length);
  }

  /** A map of strings. */
  public AvroOutput writeMap(Map<String, String> map) {
    if (!map.isEmpty()) {
      writeLong(map.size());
      map.forEach(
          (k, v) -> {
            writeString(k);
            writeString(v);
          });
    }
    return writeLong(0);
  }

  /** Octets as they are, without a count. */
  public AvroOutput writeRaw(byte[] value, int offset, int length) {
    need(length);
    System.arraycopy(value, offset, buffer, size, length);
    size += length;
    return this;
  }

  /** One octet as it is; part of a string whose length was, or will be, written. */
  public AvroOutput writeOctet(int value) {
    need(1);
    buffer[size++] = (byte) value;
    return this;
  }

  /** How much has been written. */
  public int size() {
    return size;
  }

  /** Goes back to an earlier {@link #size()}. */
  public void truncate(int earlier) {
    size = earlier;
  }

  /** The array written to; valid up to {@link #size()}, until the next write. */
  public byte[] buffer() {
    return buffer;
  }

  /** A copy of all that has been written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(buffer, size);
  }
}
