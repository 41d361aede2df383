package io.sluice.bgp.linkstate;

import static io.sluice.bgp.field.Shapes.decimal;
import static io.sluice.bgp.field.Shapes.flags;
import static io.sluice.bgp.field.Shapes.ipv4;
import static io.sluice.bgp.field.Shapes.ipv6;
import static io.sluice.bgp.field.Shapes.list;
import static io.sluice.bgp.field.Shapes.number;
import static io.sluice.bgp.field.Shapes.octets;
import static io.sluice.bgp.field.Shapes.reserved;
import static io.sluice.bgp.field.Shapes.rest;
import static io.sluice.bgp.field.Shapes.sequence;
import static io.sluice.bgp.field.Shapes.sid;
import static io.sluice.bgp.field.Shapes.text;
import static io.sluice.bgp.field.Shapes.varyingNumber;
import static io.sluice.bgp.field.TlvShape.VALUE;

import io.sluice.bgp.field.Shape;
import io.sluice.bgp.field.TlvForm;
import io.sluice.bgp.field.TlvShape;
import io.sluice.bgp.field.TlvTypes;

/**
 * What the BGP-LS attribute says of links (RFC 9552, 8571, 8814, 9085, 9086, 9104, 9294, 9514).
 * Bandwidths are octets a second, delays microseconds, losses units of 0.000003 per cent.
 */
final class LinkTlvs {
  private static final TlvTypes SRV6_END_X =
      new TlvTypes().put(1252, "SRV6_SID_STRUCTURE", PrefixTlvs.SID_STRUCTURE);

  /** Those that may stand for one application alone as well (RFC 9294 section 2). */
  private static final TlvTypes FOR_APPLICATIONS =
      new TlvTypes()
          .put(1088, "ADMIN_GROUP", octets(VALUE, 4))
          .put(1092, "TE_METRIC", number(VALUE, 4))
          .put(1096, "SRLG", NodeTlvs.NUMBERS)
          .struct(1114, "DELAY", anomalous(), number("delay", 3))
          .struct(1115, "DELAY_RANGE", anomalous(), number("min", 3), reserved(1), number("max", 3))
          .struct(1116, "DELAY_VARIATION", reserved(1), number("variation", 3))
          .struct(1117, "LOSS", anomalous(), number("loss", 3))
          .put(1118, "RESIDUAL_BANDWIDTH", decimal(VALUE))
          .put(1119, "AVAILABLE_BANDWIDTH", decimal(VALUE))
          .put(1120, "UTILIZED_BANDWIDTH", decimal(VALUE))
          .put(1173, "EXTENDED_ADMIN_GROUP", rest(VALUE));

  static final TlvTypes TYPES =
      new TlvTypes()
          .all(FOR_APPLICATIONS)
          // A descriptor; some routers give it here as well.
          .struct(258, "LINK_ID", number("local", 4), number("remote", 4))
          .put(267, "LINK_MSD", NodeTlvs.DEPTHS)
          .put(1030, "IPV4_REMOTE_ROUTER_ID", ipv4(VALUE))
          .put(1031, "IPV6_REMOTE_ROUTER_ID", ipv6(VALUE))
          .put(1089, "MAX_BANDWIDTH", decimal(VALUE))
          .put(1090, "RESERVABLE_BANDWIDTH", decimal(VALUE))
          .put(1091, "UNRESERVED_BANDWIDTH", list(VALUE, decimal(null)))
          .put(1093, "PROTECTION", octets(VALUE, 2))
          .put(1094, "MPLS_PROTOCOLS", flags(VALUE, "LR......"))
          .put(1095, "IGP_METRIC", varyingNumber(VALUE, 3))
          .put(1097, "OPAQUE_LINK", rest(VALUE))
          .put(1098, "LINK_NAME", text(VALUE))
          .struct(1099, "ADJACENCY_SID", adjacency(), sid())
          .put(1100, "LAN_ADJACENCY_SID", new LanAdjacencyShape(VALUE))
          .struct(1101, "PEER_NODE_SID", peer(), sid())
          .struct(1102, "PEER_ADJACENCY_SID", peer(), sid())
          .struct(1103, "PEER_SET_SID", peer(), sid())
          .struct(1106, "SRV6_END_X", endX(), ipv6("sid"), srv6())
          .struct(1107, "SRV6_LAN_END_X_ISIS", endX(), octets("neighbor", 6), ipv6("sid"), srv6())
          .struct(1108, "SRV6_LAN_END_X_OSPF", endX(), ipv4("neighbor"), ipv6("sid"), srv6())
          .put(1122, "FOR_APPLICATIONS", new ApplicationsShape(VALUE, FOR_APPLICATIONS))
          .struct(
              1172,
              "L2_BUNDLE_MEMBER",
              number("member", 4),
              new TlvShape(
                  "tlvs",
                  TlvForm.TYPE2_LENGTH2,
                  new TlvTypes()
                      .all(FOR_APPLICATIONS)
                      .put(1089, "MAX_BANDWIDTH", decimal(VALUE))
                      .put(1090, "RESERVABLE_BANDWIDTH", decimal(VALUE))
                      .put(1091, "UNRESERVED_BANDWIDTH", list(VALUE, decimal(null)))
                      .struct(1099, "ADJACENCY_SID", adjacency(), sid())
                      .put(1100, "LAN_ADJACENCY_SID", new LanAdjacencyShape(VALUE))));

  private LinkTlvs() {}

  private static Shape anomalous() {
    return flags("flags", "A.......");
  }

  private static Shape adjacency() {
    return sequence(octets("flags", 1), number("weight", 1), reserved(2));
  }

  private static Shape peer() {
    return sequence(flags("flags", "VLBP...."), number("weight", 1), reserved(2));
  }

  private static Shape endX() {
    return sequence(
        number("behavior", 2),
        octets("flags", 1),
        number("algorithm", 1),
        number("weight", 1),
        reserved(1));
  }

  private static Shape srv6() {
    return new TlvShape("tlvs", TlvForm.TYPE2_LENGTH2, SRV6_END_X);
  }
}
