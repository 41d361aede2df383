package io.sluice.bgp.field;

import io.sluice.bgp.wire.ByteSink;

/** An IS-IS system identifier up to the end, with a pseudonode number when it has 7 octets. */
record IsisShape(String name) implements Shape {
  @Override
  public boolean decode(Octets in, FieldSink out) {
    int length = in.left();
    if (length != 6 && length != 7) {
      return in.fail("a router identifier has 4, 6, 7 or 8 octets, not " + length);
    }
    out.isis(name, in.array(), in.take(length), length);
    return true;
  }

  @Override
  public void encode(FieldSource in, ByteSink out) {
    out.bytes(in.isis(name));
  }
}
