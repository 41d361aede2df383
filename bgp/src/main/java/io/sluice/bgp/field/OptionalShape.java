package io.sluice.bgp.field;

import io.sluice.bgp.wire.ByteSink;

/**
 * A shape that may be missing at the end.
 *
 * @param marker a field of it: where it is, the whole is
 */
record OptionalShape(String marker, Shape inner) implements Shape {
  @Override
  public boolean decode(Octets in, FieldSink out) {
    return in.left() == 0 || inner.decode(in, out);
  }

  @Override
  public void encode(FieldSource in, ByteSink out) {
    if (in.has(marker)) {
      inner.encode(in, out);
    }
  }
}
