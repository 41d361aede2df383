package io.sluice.bgp.nlri;

import io.sluice.bgp.field.FieldSink;
import io.sluice.bgp.field.FieldSource;
import io.sluice.bgp.field.Octets;
import io.sluice.bgp.field.Shape;
import io.sluice.bgp.wire.ByteSink;

/** The architecture of a mobile user plane route: one is registered, and routes depend on it. */
record ArchitectureShape() implements Shape {
  private static final int FIFTH_GENERATION = 1;

  @Override
  public boolean decode(Octets in, FieldSink out) {
    if (!in.expect(FIFTH_GENERATION, 1, "architecture")) {
      return false;
    }
    out.word("architecture", "3GPP_5G");
    return true;
  }

  @Override
  public void encode(FieldSource in, ByteSink out) {
    out.u8(FIFTH_GENERATION);
  }
}
