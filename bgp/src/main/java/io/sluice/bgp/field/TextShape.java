package io.sluice.bgp.field;

import io.sluice.bgp.wire.ByteSink;

/** Text up to the end. */
record TextShape(String name) implements Shape {
  @Override
  public boolean decode(Octets in, FieldSink out) {
    int length = in.left();
    out.text(name, in.array(), in.take(length), length);
    return true;
  }

  @Override
  public void encode(FieldSource in, ByteSink out) {
    out.bytes(in.text(name));
  }
}
