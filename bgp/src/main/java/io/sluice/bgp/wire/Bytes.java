package io.sluice.bgp.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HexFormat;

/** Big-endian integers in a byte array, the order of every BGP field. Bounds are the caller's. */
public final class Bytes {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** No bytes. */
  public static final byte[] NONE = {};

  private Bytes() {}

  /** One octet, 0 to 255. */
  public static int u8(byte[] b, int at) {
    return b[at] & 0xff;
  }

  /** Two octets, 0 to 65535. */
  public static int u16(byte[] b, int at) {
    return (short) SHORT.get(b, at) & 0xffff;
  }

  /** Three octets, 0 to 16777215. */
  public static int u24(byte[] b, int at) {
    return u8(b, at) << 16 | u16(b, at + 1);
  }

  /** Four octets, 0 to 4294967295. */
  public static long u32(byte[] b, int at) {
    return (int) INT.get(b, at) & 0xffffffffL;
  }

  /** Four octets as they are. */
  public static int i32(byte[] b, int at) {
    return (int) INT.get(b, at);
  }

  /** Six octets, 0 to 2^48 - 1. */
  public static long u48(byte[] b, int at) {
    return (long) u16(b, at) << 32 | u32(b, at + 2);
  }

  /** Eight octets as they are. */
  public static long i64(byte[] b, int at) {
    return (long) LONG.get(b, at);
  }

  /** Writes the low 16 bits. */
  public static void putU16(byte[] b, int at, int value) {
    SHORT.set(b, at, (short) value);
  }

  /** Writes the low 32 bits. */
  public static void putU32(byte[] b, int at, long value) {
    INT.set(b, at, (int) value);
  }

  /** Writes all 64 bits. */
  public static void putI64(byte[] b, int at, long value) {
    LONG.set(b, at, value);
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
