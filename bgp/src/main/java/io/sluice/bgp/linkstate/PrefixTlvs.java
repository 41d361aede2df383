package io.sluice.bgp.linkstate;

import static io.sluice.bgp.field.Shapes.address;
import static io.sluice.bgp.field.Shapes.flags;
import static io.sluice.bgp.field.Shapes.ipv4;
import static io.sluice.bgp.field.Shapes.list;
import static io.sluice.bgp.field.Shapes.number;
import static io.sluice.bgp.field.Shapes.object;
import static io.sluice.bgp.field.Shapes.octets;
import static io.sluice.bgp.field.Shapes.reserved;
import static io.sluice.bgp.field.Shapes.rest;
import static io.sluice.bgp.field.Shapes.sid;
import static io.sluice.bgp.field.TlvShape.VALUE;

import io.sluice.bgp.field.Shape;
import io.sluice.bgp.field.TlvForm;
import io.sluice.bgp.field.TlvShape;
import io.sluice.bgp.field.TlvTypes;

/** What the BGP-LS attribute says of prefixes and SRv6 SIDs (RFC 9552, 9085, 9351, 9514). */
final class PrefixTlvs {
  /** A segment identifier alone (RFC 9085 section 2.1.1). */
  static final int SID_LABEL = 1161;

  /** How the bits of an SRv6 SID are divided (RFC 9514 section 8). */
  static final Shape SID_STRUCTURE =
      object(
          VALUE,
          number("block", 1),
          number("node", 1),
          number("function", 1),
          number("argument", 1));

  static final TlvTypes TYPES =
      new TlvTypes()
          .struct(
              1044,
              "FLEX_ALGORITHM_METRIC",
              number("algorithm", 1),
              octets("flags", 1),
              reserved(2),
              number("metric", 4))
          .put(1152, "IGP_FLAGS", flags(VALUE, "DNLP...."))
          .put(1153, "ROUTE_TAG", NodeTlvs.NUMBERS)
          .put(1154, "EXTENDED_TAG", list(VALUE, number(null, 8)))
          .put(1155, "PREFIX_METRIC", number(VALUE, 4))
          .put(1156, "OSPF_FORWARDING", address(VALUE))
          .put(1157, "OPAQUE_PREFIX", rest(VALUE))
          .put(1158, "PREFIX_SID", prefixSid())
          .struct(
              1159,
              "RANGE",
              octets("flags", 1),
              reserved(1),
              number("size", 2),
              new TlvShape(
                  "tlvs",
                  TlvForm.TYPE2_LENGTH2,
                  new TlvTypes().put(1158, "PREFIX_SID", prefixSid())))
          .struct(SID_LABEL, "SID_LABEL", sid())
          .struct(
              1162,
              "SRV6_LOCATOR",
              octets("flags", 1),
              number("algorithm", 1),
              reserved(2),
              number("metric", 4),
              new TlvShape("tlvs", TlvForm.TYPE2_LENGTH2, new TlvTypes()))
          .put(1170, "PREFIX_ATTRIBUTE_FLAGS", rest(VALUE))
          .put(1171, "SOURCE_ROUTER_ID", address(VALUE))
          .put(1174, "SOURCE_OSPF_ROUTER_ID", ipv4(VALUE))
          .struct(
              1250,
              "ENDPOINT_BEHAVIOR",
              number("behavior", 2),
              octets("flags", 1),
              number("algorithm", 1))
          .struct(
              1251,
              "SRV6_PEER_NODE_SID",
              flags("flags", "BSP....."),
              number("weight", 1),
              reserved(2),
              number("asn", 4),
              ipv4("router_id"))
          .put(1252, "SRV6_SID_STRUCTURE", SID_STRUCTURE);

  private PrefixTlvs() {}

  private static Shape prefixSid() {
    return object(VALUE, octets("flags", 1), number("algorithm", 1), reserved(2), sid());
  }
}
