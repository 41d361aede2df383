package io.sluice.bgp.field;

import io.sluice.bgp.wire.ByteSink;

/** An extended community. */
record CommunityShape(String name) implements Shape {
  @Override
  public boolean decode(Octets in, FieldSink out) {
    if (!in.need(8, "extended community")) {
      return false;
    }
    out.community(name, in.array(), in.take(8));
    return true;
  }

  @Override
  public void encode(FieldSource in, ByteSink out) {
    out.i64(in.community(name));
  }
}
