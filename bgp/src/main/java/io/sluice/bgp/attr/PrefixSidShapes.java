package io.sluice.bgp.attr;

import static io.sluice.bgp.field.Shapes.ipv6;
import static io.sluice.bgp.field.Shapes.list;
import static io.sluice.bgp.field.Shapes.number;
import static io.sluice.bgp.field.Shapes.object;
import static io.sluice.bgp.field.Shapes.octets;
import static io.sluice.bgp.field.Shapes.reserved;

import io.sluice.bgp.field.Shape;
import io.sluice.bgp.field.TlvForm;
import io.sluice.bgp.field.TlvShape;
import io.sluice.bgp.field.TlvTypes;

/** The prefix SID attribute (RFC 8669 section 3) with SRv6 services (RFC 9252 sections 2 and 3). */
final class PrefixSidShapes {
  private static final TlvTypes SID_PARTS =
      new TlvTypes()
          .struct(
              1,
              "SID_STRUCTURE",
              number("block", 1),
              number("node", 1),
              number("function", 1),
              number("argument", 1),
              number("transposed", 1),
              number("transposed_at", 1));

  private static final TlvTypes SERVICE_PARTS =
      new TlvTypes()
          .struct(
              1,
              "SID_INFORMATION",
              reserved(1),
              ipv6("sid"),
              octets("flags", 1),
              number("behavior", 2),
              reserved(1),
              new TlvShape("tlvs", TlvForm.TYPE1_LENGTH2, SID_PARTS));

  private static final TlvTypes TYPES =
      new TlvTypes()
          .struct(1, "LABEL_INDEX", reserved(1), octets("flags", 2), number("index", 4))
          .struct(
              3,
              "ORIGINATOR_SRGB",
              octets("flags", 2),
              list("ranges", object(null, number("base", 3), number("size", 3))))
          .struct(5, "SRV6_L3_SERVICE", reserved(1), service())
          .struct(6, "SRV6_L2_SERVICE", reserved(1), service());

  private PrefixSidShapes() {}

  private static Shape service() {
    return new TlvShape("tlvs", TlvForm.TYPE1_LENGTH2, SERVICE_PARTS);
  }

  /** The whole value, under a name. */
  static Shape shape(String name) {
    return new TlvShape(name, TlvForm.TYPE1_LENGTH2, TYPES);
  }
}
