package io.sluice.bgp.field;

import io.sluice.bgp.wire.ByteSink;

/** An unsigned number of 1 to 8 octets. */
record NumberShape(String name, int octets) implements Shape {
  @Override
  public boolean decode(Octets in, FieldSink out) {
    if (!in.need(octets, name)) {
      return false;
    }
    out.number(name, Octets.unsigned(in.array(), in.take(octets), octets));
    return true;
  }

  @Override
  public void encode(FieldSource in, ByteSink out) {
    write(in.number(name, octets), octets, out);
  }

  static void write(long value, int octets, ByteSink out) {
    for (int shift = 8 * octets - 8; shift >= 0; shift -= 8) {
      out.u8((int) (value >>> shift));
    }
  }
}
