package io.sluice.bgp.field;

import io.sluice.bgp.wire.ByteSink;
import io.sluice.bgp.wire.Bytes;

/** A number in the form of IEEE 754, four octets. */
record DecimalShape(String name) implements Shape {
  @Override
  public boolean decode(Octets in, FieldSink out) {
    if (!in.need(4, name)) {
      return false;
    }
    float value = Float.intBitsToFloat(Bytes.i32(in.array(), in.take(4)));
    if (Float.isNaN(value) || Float.isInfinite(value)) {
      return in.fail("not a finite number");
    }
    out.decimal(name, value);
    return true;
  }

  @Override
  public void encode(FieldSource in, ByteSink out) {
    out.u32(Float.floatToIntBits(in.decimal(name)));
  }
}
