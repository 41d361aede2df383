package io.sluice.bgp.field;

import io.sluice.bgp.wire.ByteSink;

/** A number that must be there and tells nothing. */
record FixedShape(int number, int octets) implements Shape {
  @Override
  public boolean decode(Octets in, FieldSink out) {
    return in.expect(number, octets, "type");
  }

  @Override
  public void encode(FieldSource in, ByteSink out) {
    NumberShape.write(number, octets, out);
  }
}
