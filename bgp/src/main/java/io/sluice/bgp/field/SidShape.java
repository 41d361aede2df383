package io.sluice.bgp.field;

import io.sluice.bgp.wire.ByteSink;

/**
 * A segment identifier as RFC 9085 has it, up to the end: three octets are a label, in their lower
 * 20 bits, four an index, sixteen an SRv6 SID.
 */
record SidShape() implements Shape {
  static final String LABEL = "label";
  static final String INDEX = "index";
  static final String SID = "sid";

  @Override
  public boolean decode(Octets in, FieldSink out) {
    int length = in.left();
    int at = in.take(length);
    switch (length) {
      case 3 -> out.number(LABEL, Octets.unsigned(in.array(), at, 3) & 0xfffff);
      case 4 -> out.number(INDEX, Octets.unsigned(in.array(), at, 4));
      case 16 -> out.address(SID, in.array(), at, 16);
      default -> {
        return in.fail("a segment identifier has 3, 4 or 16 octets, not " + length);
      }
    }
    return true;
  }

  @Override
  public void encode(FieldSource in, ByteSink out) {
    if (in.has(LABEL)) {
      NumberShape.write(in.number(LABEL, 3), 3, out);
    } else if (in.has(INDEX)) {
      NumberShape.write(in.number(INDEX, 4), 4, out);
    } else {
      new AddressShape(SID, 16).encode(in, out);
    }
  }
}
