package io.sluice.mrt.block;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Bits of an array by their number, the first bit of an octet being its highest. */
final class Bzip2Bits {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private Bzip2Bits() {}

  /** At least 57 bits from this one on, at the left; eight octets must be there. */
  static long peek(byte[] b, int bit) {
    return (long) LONG.get(b, bit >>> 3) << (bit & 7);
  }

  /** Up to 32 bits. */
  static int read(byte[] b, int bit, int count) {
    return count == 0 ? 0 : (int) (peek(b, bit) >>> 64 - count);
  }

  /** 48 bits. */
  static long read48(byte[] b, int bit) {
    return peek(b, bit) >>> 16;
  }
}
