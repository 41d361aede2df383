package io.sluice.bgp.field;

import io.sluice.bgp.wire.ByteSink;
import io.sluice.bgp.wire.Bytes;

/** How the head of a part of type, length and value is written. */
public enum TlvForm {
  /** Type and length of an octet each (RFC 9830 section 2.4.4). */
  TYPE1_LENGTH1,
  /** Type of an octet, length of two (RFC 8669, RFC 9252). */
  TYPE1_LENGTH2,
  /** Type and length of two octets each (RFC 9552, RFC 9012). */
  TYPE2_LENGTH2,
  /** Type of an octet; length of an octet up to type 127, of two from 128 on (RFC 9012). */
  SUB_TLV;

  /** Octets of the head at an index; more than {@code left} when it is cut. */
  int head(byte[] b, int at, int left) {
    return switch (this) {
      case TYPE1_LENGTH1 -> 2;
      case TYPE1_LENGTH2 -> 3;
      case TYPE2_LENGTH2 -> 4;
      case SUB_TLV -> left > 0 && b[at] < 0 ? 3 : 2;
    };
  }

  int type(byte[] b, int at) {
    return this == TYPE2_LENGTH2 ? Bytes.u16(b, at) : Bytes.u8(b, at);
  }

  int length(byte[] b, int at) {
    return switch (this) {
      case TYPE1_LENGTH1 -> Bytes.u8(b, at + 1);
      case TYPE1_LENGTH2 -> Bytes.u16(b, at + 1);
      case TYPE2_LENGTH2 -> Bytes.u16(b, at + 2);
      case SUB_TLV -> b[at] < 0 ? Bytes.u16(b, at + 1) : Bytes.u8(b, at + 1);
    };
  }

  /** Octets of the type. */
  int typeOctets() {
    return this == TYPE2_LENGTH2 ? 2 : 1;
  }

  /** Octets of the length of a type. */
  int lengthOctets(int type) {
    return this == TYPE1_LENGTH1 || this == SUB_TLV && type < 128 ? 1 : 2;
  }

  /**
   * Appends a type and room for the length; {@link #close} fills it in.
   *
   * @return what to give to {@link #close}
   */
  public int open(int type, ByteSink out) {
    NumberShape.write(type, typeOctets(), out);
    NumberShape.write(0, lengthOctets(type), out);
    return out.size();
  }

  /** Writes the length of the part whose value began at an index; false when it does not fit. */
  public boolean close(int type, int from, ByteSink out) {
    int length = out.size() - from;
    if (lengthOctets(type) == 1) {
      out.setU8(from - 1, length);
      return length <= 0xff;
    }
    out.setU16(from - 2, length);
    return length <= 0xffff;
  }
}
