package io.sluice.bgp.field;

import io.sluice.bgp.wire.ByteSink;

/** The same shape over and over, up to the end. */
record ListShape(String name, Shape element) implements Shape {
  @Override
  public boolean decode(Octets in, FieldSink out) {
    out.beginList(name);
    while (in.left() > 0) {
      if (!element.decode(in, out)) {
        return false;
      }
    }
    out.endList();
    return true;
  }

  @Override
  public void encode(FieldSource in, ByteSink out) {
    in.list(name, each -> element.encode(each, out));
  }
}
