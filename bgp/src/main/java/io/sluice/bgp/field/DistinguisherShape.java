package io.sluice.bgp.field;

import io.sluice.bgp.wire.ByteSink;

/** A route distinguisher. */
record DistinguisherShape(String name) implements Shape {
  @Override
  public boolean decode(Octets in, FieldSink out) {
    if (!in.need(8, "route distinguisher")) {
      return false;
    }
    out.distinguisher(name, in.array(), in.take(8));
    return true;
  }

  @Override
  public void encode(FieldSource in, ByteSink out) {
    out.i64(in.distinguisher(name));
  }
}
