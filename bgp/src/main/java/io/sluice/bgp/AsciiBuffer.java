package io.sluice.bgp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A byte array that grows, with the text forms of the field: numbers, addresses (RFC 5952),
 * prefixes. Not thread safe; reusable.
 */
public final class AsciiBuffer {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

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
    need(20);
    if (value < 0) {
      return put(Long.toString(value));
    }
    int digits = 1;
    for (long v = value; v >= 10; v /= 10) {
      digits++;
    }
    int at = size + digits;
    size = at;
    long v = value;
    do {
      buffer[--at] = (byte) ('0' + v % 10);
      v /= 10;
    } while (v > 0);
    return this;
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
    return number(address >>> 24)
        .put('.')
        .number(address >>> 16 & 0xff)
        .put('.')
        .number(address >>> 8 & 0xff)
        .put('.')
        .number(address & 0xff);
  }

  /** An IPv6 address in the form of RFC 5952. */
  public AsciiBuffer ipv6(long high, long low) {
    if (high == 0 && low >>> 32 == 0xffff) {
      return put("::ffff:").ipv4((int) low);
    }
    int from = -1;
    int longest = 1;
    for (int i = 0; i < 8; i++) {
      int run = 0;
      while (i + run < 8 && group(high, low, i + run) == 0) {
        run++;
      }
      if (run > longest) {
        longest = run;
        from = i;
      }
      i += Math.max(0, run - 1);
    }
    for (int i = 0; i < 8; i++) {
      if (i == from) {
        put("::");
        i += longest - 1;
      } else {
        if (i > 0 && i != from + longest || from < 0 && i > 0) {
          put(':');
        }
        group(group(high, low, i));
      }
    }
    return this;
  }

  private static int group(long high, long low, int i) {
    long half = i < 4 ? high : low;
    return (int) (half >>> 48 - 16 * (i & 3)) & 0xffff;
  }

  private void group(int value) {
    need(4);
    boolean started = false;
    for (int shift = 12; shift >= 0; shift -= 4) {
      int digit = value >>> shift & 15;
      if (digit != 0 || started || shift == 0) {
        buffer[size++] = HEX[digit];
        started = true;
      }
    }
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
