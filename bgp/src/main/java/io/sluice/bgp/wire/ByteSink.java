package io.sluice.bgp.wire;

import java.util.Arrays;

/**
 * A growing byte array that is written big-endian from front to back. Reusable: {@link #clear()}
 * keeps the array. Not thread-safe.
 */
public final class ByteSink {
  private byte[] array;
  private int size;

  /** A sink that starts with room for this many octets. */
  public ByteSink(int capacity) {
    array = new byte[Math.max(16, capacity)];
  }

  /** A sink of a usual size. */
  public ByteSink() {
    this(256);
  }

  /** Octets written so far. */
  public int size() {
    return size;
  }

  /** The array behind it, valid up to {@link #size()} and until the next write. */
  public byte[] array() {
    return array;
  }

  /** Forgets what was written from this size on. */
  public void truncate(int newSize) {
    if (newSize > size) {
      throw new IllegalArgumentException("cannot grow from " + size + " to " + newSize);
    }
    size = newSize;
  }

  /** Forgets everything. */
  public ByteSink clear() {
    size = 0;
    return this;
  }

  /** Appends an octet. */
  public ByteSink u8(int value) {
    room(1);
    array[size++] = (byte) value;
    return this;
  }

  /** Appends two octets. */
  public ByteSink u16(int value) {
    room(2);
    Bytes.putU16(array, size, value);
    size += 2;
    return this;
  }

  /** Appends three octets. */
  public ByteSink u24(int value) {
    return u8(value >>> 16).u16(value);
  }

  /** Appends four octets. */
  public ByteSink u32(long value) {
    room(4);
    Bytes.putU32(array, size, value);
    size += 4;
    return this;
  }

  /** Appends eight octets. */
  public ByteSink i64(long value) {
    room(8);
    Bytes.putI64(array, size, value);
    size += 8;
    return this;
  }

  /** Appends a range of another array. */
  public ByteSink bytes(byte[] from, int offset, int length) {
    room(length);
    System.arraycopy(from, offset, array, size, length);
    size += length;
    return this;
  }

  /** Appends a whole array. */
  public ByteSink bytes(byte[] from) {
    return bytes(from, 0, from.length);
  }

  /** Overwrites two octets written before. */
  public void setU16(int at, int value) {
    Bytes.putU16(array, at, value);
  }

  /** Overwrites an octet written before. */
  public void setU8(int at, int value) {
    array[at] = (byte) value;
  }

  /** A copy of what was written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(array, size);
  }

  private void room(int more) {
    if (more > array.length - size) {
      array = Arrays.copyOf(array, Math.max(array.length * 2, Math.addExact(size, more)));
    }
  }
}
