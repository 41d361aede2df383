package io.sluice.bgp.update;

import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.wire.ByteSink;
import java.util.Arrays;

/** A multiprotocol attribute to be written: the head, which stays, and the NLRI, which change. */
final class Routes {
  final int code;
  final int family;
  final int flags;
  final byte[] head;
  final ByteSink nlri;

  Routes(int code, int family, int flags, byte[] source, int offset, int headLength) {
    this(
        code,
        family,
        flags,
        Arrays.copyOfRange(source, offset, offset + headLength),
        new ByteSink());
  }

  private Routes(int code, int family, int flags, byte[] head, ByteSink nlri) {
    this.code = code;
    this.family = family;
    this.flags = flags;
    this.head = head;
    this.nlri = nlri;
  }

  Routes withoutExtendedFlag() {
    return new Routes(code, family, flags & ~AttributeCode.EXTENDED_LENGTH, head, nlri);
  }

  /** Octets of the attribute with this much NLRI. */
  int size(int nlriLength) {
    int length = head.length + nlriLength;
    return Attribute.headerSize(flags, length) + length;
  }

  void write(ByteSink out, int from, int to) {
    Attribute.writeHeader(out, code, flags, head.length + to - from);
    out.bytes(head).bytes(nlri.array(), from, to - from);
  }
}
