package io.sluice.bgp.wire;

import java.util.HexFormat;

/**
 * Big-endian integers in a byte array, the order of every BGP field. Bounds are the caller's. Octet
 * by octet, for a variable handle costs the first compiler a tenth of all work, and gains the
 * second one nothing that can be measured.
 */
public final class Bytes {
  /** No bytes. */
  public static final byte[] NONE = {};

  private Bytes() {}

  /** One octet, 0 to 255. */
  public static int u8(byte[] b, int at) {
    return b[at] & 0xff;
  }

  /** Two octets, 0 to 65535. */
  public static int u16(byte[] b, int at) {
    return (b[at] & 0xff) << 8 | b[at + 1] & 0xff;
  }

  /** Three octets, 0 to 16777215. */
  public static int u24(byte[] b, int at) {
    return u8(b, at) << 16 | u16(b, at + 1);
  }

  /** Four octets, 0 to 4294967295. */
  public static long u32(byte[] b, int at) {
    return i32(b, at) & 0xffffffffL;
  }

  /** Four octets as they are. */
  public static int i32(byte[] b, int at) {
    return b[at] << 24 | (b[at + 1] & 0xff) << 16 | (b[at + 2] & 0xff) << 8 | b[at + 3] & 0xff;
  }

  /** Six octets, 0 to 2^48 - 1. */
  public static long u48(byte[] b, int at) {
    return (long) u16(b, at) << 32 | u32(b, at + 2);
  }

  /** Eight octets as they are. */
  public static long i64(byte[] b, int at) {
    return (long) i32(b, at) << 32 | u32(b, at + 4);
  }

  /** Writes the low 16 bits. */
  public static void putU16(byte[] b, int at, int value) {
    b[at] = (byte) (value >>> 8);
    b[at + 1] = (byte) value;
  }

  /** Writes the low 32 bits. */
  public static void putU32(byte[] b, int at, long value) {
    int bits = (int) value;
    b[at] = (byte) (bits >>> 24);
    b[at + 1] = (byte) (bits >>> 16);
    b[at + 2] = (byte) (bits >>> 8);
    b[at + 3] = (byte) bits;
  }

  /** Writes all 64 bits. */
  public static void putI64(byte[] b, int at, long value) {
    putU32(b, at, value >>> 32);
    putU32(b, at + 4, value);
  }

  /** The bytes of a string of hexadecimal digits; for constants and tests. */
  public static byte[] ofHex(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  /** Lower-case hexadecimal digits of a range. */
  public static String hex(byte[] b, int offset, int length) {
    return HexFormat.of().formatHex(b, offset, offset + length);
  }
}
