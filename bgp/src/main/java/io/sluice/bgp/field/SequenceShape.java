package io.sluice.bgp.field;

import io.sluice.bgp.wire.ByteSink;
import java.util.List;

/** One shape behind the other. */
record SequenceShape(List<Shape> parts) implements Shape {
  @Override
  public boolean decode(Octets in, FieldSink out) {
    for (int i = 0; i < parts.size(); i++) {
      if (!parts.get(i).decode(in, out)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void encode(FieldSource in, ByteSink out) {
    parts.forEach(part -> part.encode(in, out));
  }
}
