package io.sluice.bgp.field;

import io.sluice.bgp.wire.ByteSink;

/** Octets to be ignored when read, and written as zeros. */
record ReservedShape(int count) implements Shape {
  @Override
  public boolean decode(Octets in, FieldSink out) {
    if (!in.need(count, "reserved field")) {
      return false;
    }
    in.take(count);
    return true;
  }

  @Override
  public void encode(FieldSource in, ByteSink out) {
    for (int i = 0; i < count; i++) {
      out.u8(0);
    }
  }
}
