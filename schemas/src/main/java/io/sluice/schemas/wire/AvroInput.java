package io.sluice.schemas.wire;

import io.sluice.schemas.UndecodableRecordException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads Avro's binary encoding from a byte array. Nothing that a length in the record says is
 * allocated before the octets are known to be there. Not thread safe; reusable.
 */
public final class AvroInput {
  private byte[] buffer = new byte[0];
  private int at;
  private int limit;

  /**
   * Begins a record in the Confluent wire format.
   *
   * @return the id of its schema
   * @throws UndecodableRecordException if it has no such header
   */
  public int begin(byte[] value) {
    buffer = value;
    at = 0;
    limit = value.length;
    if (limit < 5 || buffer[0] != 0) {
      throw fail("no Confluent wire format header (a zero octet and a four-octet schema id)");
    }
    at = 5;
    return (buffer[1] & 0xff) << 24
        | (buffer[2] & 0xff) << 16
        | (buffer[3] & 0xff) << 8
        | buffer[4] & 0xff;
  }

  /** Begins at the start of an array without a header. */
  public AvroInput wrap(byte[] value) {
    buffer = value;
    at = 0;
    limit = value.length;
    return this;
  }

  /** A long. */
  public long readLong() {
    long n = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at >= limit) {
        throw fail("number cut short");
      }
      byte b = buffer[at++];
      n |= (b & 0x7fL) << shift;
      if (b >= 0) {
        return n >>> 1 ^ -(n & 1);
      }
    }
    throw fail("number of more than ten octets");
  }

  /** An int. */
  public int readInt() {
    long value = readLong();
    if (value != (int) value) {
      throw fail("number " + value + " does not fit an int");
    }
    return (int) value;
  }

  /** The index of an enum's symbol. */
  public int readIndex(int symbols) {
    int index = readInt();
    if (index < 0 || index >= symbols) {
      throw fail("enum symbol " + index + " of " + symbols);
    }
    return index;
  }

  /** The count of octets of a string or bytes; they follow and are there. */
  public int readLength() {
    long length = readLong();
    if (length < 0 || length > limit - at) {
      throw fail("length " + length + ", only " + (limit - at) + " octets are left");
    }
    return (int) length;
  }

  /** A string. */
  public String readString() {
    int length = readLength();
    String value = new String(buffer, at, length, StandardCharsets.UTF_8);
    at += length;
    return value;
  }

  /** Octets. */
  public byte[] readBytes() {
    int length = readLength();
    byte[] value = new byte[length];
    System.arraycopy(buffer, at, value, 0, length);
    at += length;
    return value;
  }

  /**
   * The count of items of a block of an array or a map; 0 ends it. Each item has at least one
   * octet.
   */
  public int readBlock() {
    long count = readLong();
    if (count < 0) {
      count = -count;
      readLong();
    }
    if (count < 0 || count > limit - at) {
      throw fail("block of " + count + " items, only " + (limit - at) + " octets are left");
    }
    return (int) count;
  }

  /** A map of strings. */
  public Map<String, String> readMap() {
    int count = readBlock();
    if (count == 0) {
      return Collections.emptyMap();
    }
    Map<String, String> map = new HashMap<>();
    for (; count > 0; count = readBlock()) {
      for (int i = 0; i < count; i++) {
        String key = readString();
        map.put(key, readString());
      }
    }
    return map;
  }

  /** Skips octets. */
  public void skip(int octets) {
    at += octets;
  }

  /** Where the next value begins. */
  public int position() {
    return at;
  }

  /** Fails when octets are left. */
  public void end() {
    if (at != limit) {
      throw fail(limit - at + " octets behind the record");
    }
  }

  /** An error at the current position. */
  public UndecodableRecordException fail(String reason) {
    return new UndecodableRecordException(reason, at);
  }
}
