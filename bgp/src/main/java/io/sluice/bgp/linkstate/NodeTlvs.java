package io.sluice.bgp.linkstate;

import static io.sluice.bgp.field.Shapes.counted;
import static io.sluice.bgp.field.Shapes.fixed;
import static io.sluice.bgp.field.Shapes.flags;
import static io.sluice.bgp.field.Shapes.ipv4;
import static io.sluice.bgp.field.Shapes.ipv6;
import static io.sluice.bgp.field.Shapes.list;
import static io.sluice.bgp.field.Shapes.number;
import static io.sluice.bgp.field.Shapes.object;
import static io.sluice.bgp.field.Shapes.octets;
import static io.sluice.bgp.field.Shapes.reserved;
import static io.sluice.bgp.field.Shapes.rest;
import static io.sluice.bgp.field.Shapes.sid;
import static io.sluice.bgp.field.Shapes.text;
import static io.sluice.bgp.field.TlvShape.VALUE;

import io.sluice.bgp.field.Shape;
import io.sluice.bgp.field.TlvForm;
import io.sluice.bgp.field.TlvShape;
import io.sluice.bgp.field.TlvTypes;

/** What the BGP-LS attribute says of nodes (RFC 9552, 8814, 9085, 9247, 9351, 9514). */
final class NodeTlvs {
  /** Sizes of maximum depths, by type (RFC 8814). */
  static final Shape DEPTHS = list(VALUE, object(null, number("type", 1), number("depth", 1)));

  static final Shape NUMBERS = list(VALUE, number(null, 4));

  /** RFC 9351 section 3. */
  private static final TlvTypes FLEX_ALGORITHM =
      new TlvTypes()
          .put(1040, "EXCLUDE_ANY", NUMBERS)
          .put(1041, "INCLUDE_ANY", NUMBERS)
          .put(1042, "INCLUDE_ALL", NUMBERS)
          .put(1043, "FLAGS", rest(VALUE))
          .put(1045, "EXCLUDE_SRLG", NUMBERS)
          .struct(1046, "UNSUPPORTED", number("protocol", 1), rest("types"));

  static final TlvTypes TYPES =
      new TlvTypes()
          .put(263, "MULTI_TOPOLOGY", DescriptorTlvs.TOPOLOGIES)
          .put(266, "NODE_MSD", DEPTHS)
          .put(1024, "NODE_FLAGS", flags(VALUE, "OTEBRV.."))
          .put(1025, "OPAQUE_NODE", rest(VALUE))
          .put(1026, "NODE_NAME", text(VALUE))
          .put(1027, "ISIS_AREA", rest(VALUE))
          .put(1028, "IPV4_ROUTER_ID", ipv4(VALUE))
          .put(1029, "IPV6_ROUTER_ID", ipv6(VALUE))
          .put(1032, "S_BFD_DISCRIMINATORS", NUMBERS)
          .struct(1034, "SR_CAPABILITIES", octets("flags", 1), reserved(1), ranges())
          .put(1035, "SR_ALGORITHM", list(VALUE, number(null, 1)))
          .struct(1036, "SR_LOCAL_BLOCK", octets("flags", 1), reserved(1), ranges())
          .put(1037, "SRMS_PREFERENCE", number(VALUE, 1))
          .struct(1038, "SRV6_CAPABILITIES", octets("flags", 2), reserved(2))
          .struct(
              1039,
              "FLEX_ALGORITHM",
              number("algorithm", 1),
              number("metric_type", 1),
              number("calculation", 1),
              number("priority", 1),
              new TlvShape("tlvs", TlvForm.TYPE2_LENGTH2, FLEX_ALGORITHM));

  private NodeTlvs() {}

  /** Ranges of labels: a size, and the first as a TLV of its own (RFC 9085 section 2.1.2). */
  private static Shape ranges() {
    return list(
        "ranges",
        object(null, number("size", 3), fixed(PrefixTlvs.SID_LABEL, 2), counted(2, sid())));
  }
}
