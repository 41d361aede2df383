package io.sluice.bgp.linkstate;

import static io.sluice.bgp.field.Shapes.ipv4;
import static io.sluice.bgp.field.Shapes.isis;
import static io.sluice.bgp.field.Shapes.object;

import io.sluice.bgp.field.FieldSink;
import io.sluice.bgp.field.FieldSource;
import io.sluice.bgp.field.Octets;
import io.sluice.bgp.field.Shape;
import io.sluice.bgp.wire.ByteSink;

/**
 * The IGP router identifier of RFC 9552 section 5.2.1.4: of 4 octets that of an OSPF router, of 8
 * that of an OSPF pseudonode, of 6 that of an IS-IS router, of 7 that of an IS-IS pseudonode.
 */
final class IgpRouterShape implements Shape {
  private final String name;
  private final Shape ospf;
  private final Shape pseudonode;
  private final Shape isis;

  IgpRouterShape(String name) {
    this.name = name;
    ospf = ipv4(name);
    pseudonode = object(name, ipv4("designated"), ipv4("interface"));
    isis = isis(name);
  }

  @Override
  public boolean decode(Octets in, FieldSink out) {
    Shape shape = in.left() == 4 ? ospf : in.left() == 8 ? pseudonode : isis;
    return shape.decode(in, out);
  }

  @Override
  public void encode(FieldSource in, ByteSink out) {
    Shape shape = in.isObject(name) ? pseudonode : in.word(name).indexOf('.') == 4 ? isis : ospf;
    shape.encode(in, out);
  }
}
