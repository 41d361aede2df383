package io.sluice.bgp.field;

import io.sluice.bgp.wire.ByteSink;

/** A shape whose fields stand together under a name. */
record ObjectShape(String name, Shape inner) implements Shape {
  @Override
  public boolean decode(Octets in, FieldSink out) {
    out.begin(name);
    if (!inner.decode(in, out)) {
      return false;
    }
    out.end();
    return true;
  }

  @Override
  public void encode(FieldSource in, ByteSink out) {
    in.object(name, fields -> inner.encode(fields, out));
  }
}
