package io.sluice.bgp.field;

import io.sluice.bgp.wire.ByteSink;

/** An unsigned number that takes all octets left, from one up to a largest count. */
record VaryingNumberShape(String name, int most) implements Shape {
  @Override
  public boolean decode(Octets in, FieldSink out) {
    int octets = in.left();
    if (octets < 1 || octets > most) {
      return in.fail("expected a number of 1 to " + most + " octets");
    }
    out.number(name, Octets.unsigned(in.array(), in.take(octets), octets));
    return true;
  }

  @Override
  public void encode(FieldSource in, ByteSink out) {
    NumberShape.write(in.number(name, most), most, out);
  }
}
