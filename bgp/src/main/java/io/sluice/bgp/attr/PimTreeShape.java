package io.sluice.bgp.attr;

import static io.sluice.bgp.field.Shapes.ipv4;
import static io.sluice.bgp.field.Shapes.ipv6;
import static io.sluice.bgp.field.Shapes.object;

import io.sluice.bgp.field.FieldSink;
import io.sluice.bgp.field.FieldSource;
import io.sluice.bgp.field.Octets;
import io.sluice.bgp.field.Shape;
import io.sluice.bgp.wire.ByteSink;

/** A PIM tree: its sender and its group, both of the family that the length tells. */
final class PimTreeShape implements Shape {
  private final String name;
  private final Shape tree4;
  private final Shape tree6;

  PimTreeShape(String name) {
    this.name = name;
    tree4 = object(name, ipv4("sender"), ipv4("group"));
    tree6 = object(name, ipv6("sender"), ipv6("group"));
  }

  @Override
  public boolean decode(Octets in, FieldSink out) {
    return (in.left() == 32 ? tree6 : tree4).decode(in, out);
  }

  @Override
  public void encode(FieldSource in, ByteSink out) {
    boolean[] toIpv6 = {false};
    in.object(name, fields -> toIpv6[0] = fields.address("sender").ipv6());
    (toIpv6[0] ? tree6 : tree4).encode(in, out);
  }
}
