package io.sluice.bgp.field;

import io.sluice.bgp.wire.ByteSink;

/** Zeros up to the end that need not be there: ignored when read, not written. */
record PaddingShape() implements Shape {
  @Override
  public boolean decode(Octets in, FieldSink out) {
    for (int at = in.at(); at < in.end(); at++) {
      if (in.array()[at] != 0) {
        return in.fail("octets behind the end that are not zero");
      }
    }
    in.take(in.left());
    return true;
  }

  @Override
  public void encode(FieldSource in, ByteSink out) {}
}
