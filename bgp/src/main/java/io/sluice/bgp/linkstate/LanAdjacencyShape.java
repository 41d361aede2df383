package io.sluice.bgp.linkstate;

import static io.sluice.bgp.field.Shapes.ipv4;
import static io.sluice.bgp.field.Shapes.number;
import static io.sluice.bgp.field.Shapes.object;
import static io.sluice.bgp.field.Shapes.octets;
import static io.sluice.bgp.field.Shapes.reserved;
import static io.sluice.bgp.field.Shapes.sequence;
import static io.sluice.bgp.field.Shapes.sid;

import io.sluice.bgp.field.FieldSink;
import io.sluice.bgp.field.FieldSource;
import io.sluice.bgp.field.Octets;
import io.sluice.bgp.field.Shape;
import io.sluice.bgp.wire.ByteSink;

/**
 * A LAN adjacency SID (RFC 9085 section 2.2.2). Its neighbor is an OSPF router of 4 octets or an
 * IS-IS system of 6; the length tells which, for the SID has 3 or 4.
 */
final class LanAdjacencyShape implements Shape {
  private static final Shape HEAD = sequence(octets("flags", 1), number("weight", 1), reserved(2));

  private final String name;
  private final Shape ospf;
  private final Shape isis;

  LanAdjacencyShape(String name) {
    this.name = name;
    ospf = object(name, HEAD, ipv4("neighbor"), sid());
    isis = object(name, HEAD, octets("system", 6), sid());
  }

  @Override
  public boolean decode(Octets in, FieldSink out) {
    return (in.left() <= 12 ? ospf : isis).decode(in, out);
  }

  @Override
  public void encode(FieldSource in, ByteSink out) {
    boolean[] toIsis = {false};
    in.object(name, fields -> toIsis[0] = fields.has("system"));
    (toIsis[0] ? isis : ospf).encode(in, out);
  }
}
