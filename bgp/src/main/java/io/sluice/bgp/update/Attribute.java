package io.sluice.bgp.update;

import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.wire.ByteSink;

/**
 * A path attribute to be written.
 *
 * @param code type code
 * @param flags flags octet; a set extended-length bit is kept even where the length needs none
 * @param source array that holds the value; {@code null} marks the place of a {@link Routes}
 * @param offset where the value begins
 * @param length octets of the value
 */
record Attribute(int code, int flags, byte[] source, int offset, int length) {
  static final int TAIL = -1;

  /** The place of MP_REACH_NLRI or MP_UNREACH_NLRI. */
  static Attribute mark(int code) {
    return new Attribute(code, 0, null, 0, 0);
  }

  /** Octets that do not make an attribute, to be kept behind all others. */
  static Attribute tail(byte[] source, int offset, int length) {
    return new Attribute(TAIL, 0, source, offset, length);
  }

  boolean isMark() {
    return source == null;
  }

  Attribute withoutExtendedFlag() {
    return new Attribute(code, flags & ~AttributeCode.EXTENDED_LENGTH, source, offset, length);
  }

  int size() {
    return code == TAIL ? length : headerSize(flags, length) + length;
  }

  void write(ByteSink out) {
    if (code != TAIL) {
      writeHeader(out, code, flags, length);
    }
    out.bytes(source, offset, length);
  }

  static int headerSize(int flags, int length) {
    return length > 255 || (flags & AttributeCode.EXTENDED_LENGTH) != 0 ? 4 : 3;
  }

  static void writeHeader(ByteSink out, int code, int flags, int length) {
    if (headerSize(flags, length) == 4) {
      out.u8(flags | AttributeCode.EXTENDED_LENGTH).u8(code).u16(length);
    } else {
      out.u8(flags).u8(code).u8(length);
    }
  }
}
