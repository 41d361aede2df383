package io.sluice.bgp.field;

import io.sluice.bgp.wire.ByteSink;
import java.util.List;

/**
 * One of several shapes, told apart by how many octets are left.
 *
 * @param markers for each shape a field that only it has; empty for one that is left over
 */
record ByLengthShape(List<Integer> lengths, List<String> markers, List<Shape> shapes)
    implements Shape {
  @Override
  public boolean decode(Octets in, FieldSink out) {
    for (int i = 0; i < lengths.size(); i++) {
      if (lengths.get(i) == in.left()) {
        return shapes.get(i).decode(in, out);
      }
    }
    return in.fail(in.left() + " octets are none of the lengths expected");
  }

  @Override
  public void encode(FieldSource in, ByteSink out) {
    for (int i = 0; i < shapes.size(); i++) {
      if (markers.get(i).isEmpty() || in.has(markers.get(i))) {
        shapes.get(i).encode(in, out);
        return;
      }
    }
    throw in.fault("expected one of " + markers);
  }
}
