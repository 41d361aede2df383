package io.sluice.bgp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A byte array that grows, with the text forms of the field: numbers, addresses (RFC 5952),
 * prefixes. Not thread safe; reusable.
 */
public final class AsciiBuffer {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /** The two digits of each number below 100. */
  private static final byte[] PAIRS = new byte[200];

  static {
    for (int i = 0; i < 100; i++) {
      PAIRS[2 * i] = (byte) ('0' + i / 10);
      PAIRS[2 * i + 1] = (byte) ('0' + i % 10);
    }
  }

  private byte[] buffer = new byte[1024];
  private int size;

  /** Begins anew. */
  public AsciiBuffer clear() {
    size = 0;
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

  /** A copy of what has been written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(buffer, size);
  }

  /** Makes room. */
  private void need(int octets) {
    if (size + octets > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + octets));
    }
  }

  /** One character. */
  public AsciiBuffer put(char c) {
    need(1);
    buffer[size++] = (byte) c;
    return this;
  }

  /** ASCII text. */
  public AsciiBuffer put(String ascii) {
    int length = ascii.length();
    need(length);
    for (int i = 0; i < length; i++) {
      buffer[size++] = (byte) ascii.charAt(i);
    }
    return this;
  }

  /** Octets as they are. */
  public AsciiBuffer put(byte[] bytes) {
    return put(bytes, 0, bytes.length);
  }

  /** Octets as they are. */
  public AsciiBuffer put(byte[] bytes, int offset, int length) {
    need(length);
    System.arraycopy(bytes, offset, buffer, size, length);
    size += length;
    return this;
  }

  /** A decimal number. */
  public AsciiBuffer number(long value) {
    if (value < 0 || value > Integer.MAX_VALUE) {
      return large(value);
    }
    need(10);
    int v = (int) value;
    int at = size + digits(v);
    size = at;
    byte[] b = buffer;
    while (v >= 100) {
      int rest = v / 100;
      int pair = v - rest * 100 << 1;
      b[--at] = PAIRS[pair + 1];
      b[--at] = PAIRS[pair];
      v = rest;
    }
    if (v >= 10) {
      b[--at] = PAIRS[(v << 1) + 1];
      b[--at] = PAIRS[v << 1];
    } else {
      b[--at] = (byte) ('0' + v);
    }
    return this;
  }

  private static int digits(int v) {
    if (v < 10_000) {
      return v < 100 ? (v < 10 ? 1 : 2) : v < 1000 ? 3 : 4;
    }
    if (v < 1_000_000) {
      return v < 100_000 ? 5 : 6;
    }
    return v < 100_000_000 ? (v < 10_000_000 ? 7 : 8) : v < 1_000_000_000 ? 9 : 10;
  }

  private AsciiBuffer large(long value) {
    if (value < 0) {
      return put(Long.toString(value));
    }
    long upper = value / 1_000_000_000;
    return number(upper).padded(value - upper * 1_000_000_000, 9);
  }

  /** A decimal number of a fixed width, with zeros in front. */
  public AsciiBuffer padded(long value, int width) {
    need(width);
    long v = value;
    for (int i = width - 1; i >= 0; i--) {
      buffer[size + i] = (byte) ('0' + v % 10);
      v /= 10;
    }
    size += width;
    return this;
  }

  /** Octets as lower-case pairs of hexadecimal digits. */
  public AsciiBuffer hex(byte[] bytes, int offset, int length) {
    need(length * 2);
    for (int i = 0; i < length; i++) {
      int octet = bytes[offset + i] & 0xff;
      buffer[size++] = HEX[octet >>> 4];
      buffer[size++] = HEX[octet & 15];
    }
    return this;
  }

  /** One octet as two lower-case hexadecimal digits. */
  public AsciiBuffer hexOctet(int octet) {
    need(2);
    buffer[size++] = HEX[octet >>> 4 & 15];
    buffer[size++] = HEX[octet & 15];
    return this;
  }

  /** A number in lower-case hexadecimal digits, without zeros in front. */
  public AsciiBuffer hex(long value) {
    return put(Long.toHexString(value));
  }

  /** A dotted IPv4 address, given as 32 bits. */
  public AsciiBuffer ipv4(int address) {
    need(15);
    int at = octet(address >>> 24, size);
    buffer[at++] = '.';
    at = octet(address >>> 16 & 0xff, at);
    buffer[at++] = '.';
    at = octet(address >>> 8 & 0xff, at);
    buffer[at++] = '.';
    size = octet(address & 0xff, at);
    return this;
  }

  /** Writes a number below 256 at an index; returns the index behind it. */
  private int octet(int value, int index) {
    int at = index;
    int v = value;
    if (v >= 100) {
      int hundreds = v >= 200 ? 2 : 1;
      buffer[at++] = (byte) ('0' + hundreds);
      v -= hundreds * 100;
      buffer[at++] = PAIRS[v << 1];
    } else if (v >= 10) {
      buffer[at++] = PAIRS[v << 1];
    }
    buffer[at++] = PAIRS[(v << 1) + 1];
    return at;
  }

  /** An IPv6 address in the form of RFC 5952. */
  public AsciiBuffer ipv6(long high, long low) {
    if (high == 0 && low >>> 32 == 0xffff) {
      return put("::ffff:").ipv4((int) low);
    }
    need(41);
    int from = 8;
    int longest = 1;
    int run = 0;
    for (int i = 0; i < 8; i++) {
      run = group(high, low, i) == 0 ? run + 1 : 0;
      if (run > longest) {
        longest = run;
        from = i - run + 1;
      }
    }
    for (int i = 0; i < 8; i++) {
      if (i == from) {
        buffer[size++] = ':';
        buffer[size++] = ':';
        i += longest - 1;
        continue;
      }
      if (i > 0 && i != from + longest) {
        buffer[size++] = ':';
      }
      group(group(high, low, i));
    }
    return this;
  }

  private static int group(long high, long low, int i) {
    long half = i < 4 ? high : low;
    return (int) (half >>> 48 - 16 * (i & 3)) & 0xffff;
  }

  /** Writes a group of an IPv6 address where there is room. */
  private void group(int value) {
    if (value >= 0x1000) {
      buffer[size++] = HEX[value >>> 12];
    }
    if (value >= 0x100) {
      buffer[size++] = HEX[value >>> 8 & 15];
    }
    if (value >= 0x10) {
      buffer[size++] = HEX[value >>> 4 & 15];
    }
    buffer[size++] = HEX[value & 15];
  }

  /** The prefix at a cursor: ADDRESS/LENGTH, with #PATH-ID# in front where there is one. */
  public AsciiBuffer prefix(PrefixCursor p) {
    if (p.hasPathId()) {
      put('#').number(p.pathId()).put('#');
    }
    if (p.ipv6()) {
      ipv6(p.high(), p.low());
    } else {
      ipv4((int) (p.high() >>> 32));
    }
    return put('/').number(p.bits());
  }

  /** Whether it holds exactly this ASCII text. */
  public boolean contentEquals(String ascii) {
    return rangeEquals(0, size, ascii);
  }

  /** Whether a range of it is exactly this ASCII text. */
  public boolean rangeEquals(int from, int to, String ascii) {
    if (to - from != ascii.length()) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (buffer[i] != (byte) ascii.charAt(i - from)) {
        return false;
      }
    }
    return true;
  }

  /** A range of it as text. */
  public String text(int from, int to) {
    return new String(buffer, from, to - from, StandardCharsets.US_ASCII);
  }

  @Override
  public String toString() {
    return new String(buffer, 0, size, StandardCharsets.US_ASCII);
  }
}
