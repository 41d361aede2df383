package io.sluice.bgp.nlri;

import static io.sluice.bgp.field.Shapes.address;
import static io.sluice.bgp.field.Shapes.distinguisher;
import static io.sluice.bgp.field.Shapes.number;
import static io.sluice.bgp.field.Shapes.object;
import static io.sluice.bgp.field.Shapes.sequence;
import static io.sluice.bgp.field.Shapes.sizedAddress;

import io.sluice.bgp.field.RouteTypesShape;
import io.sluice.bgp.field.Shape;

/** Multicast VPN routes, types 1 to 7 (RFC 6514 section 4, RFC 6515, RFC 6625). */
final class MulticastVpnRoutes {
  private static final Shape FLOW = sequence(sizedAddress("source"), sizedAddress("group"));

  static final Shape SHAPE =
      keys()
          .put(4, "LEAF", object("key", keys()), address("originator"))
          .put(5, "SOURCE_ACTIVE", distinguisher(), FLOW)
          .put(
              6,
              "SHARED_TREE_JOIN",
              distinguisher(),
              number("asn", 4),
              sizedAddress("rp"),
              sizedAddress("group"))
          .put(7, "SOURCE_TREE_JOIN", distinguisher(), number("asn", 4), FLOW);

  private MulticastVpnRoutes() {}

  /** Those that a leaf route can answer. */
  private static RouteTypesShape keys() {
    return new RouteTypesShape(1, 1)
        .put(1, "INTRA_AS_PMSI", distinguisher(), address("originator"))
        .put(2, "INTER_AS_PMSI", distinguisher(), number("asn", 4))
        .put(3, "S_PMSI", distinguisher(), FLOW, address("originator"));
  }
}
