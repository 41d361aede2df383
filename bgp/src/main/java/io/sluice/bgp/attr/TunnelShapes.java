package io.sluice.bgp.attr;

import static io.sluice.bgp.field.Shapes.bits;
import static io.sluice.bgp.field.Shapes.byLength;
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
import static io.sluice.bgp.field.Shapes.sequence;
import static io.sluice.bgp.field.TlvShape.VALUE;

import io.sluice.bgp.field.Shape;
import io.sluice.bgp.field.TlvForm;
import io.sluice.bgp.field.TlvShape;
import io.sluice.bgp.field.TlvTypes;

/** The tunnel encapsulation attribute (RFC 9012 sections 2 and 3; RFC 9830 for SR policies). */
final class TunnelShapes {
  private static final int ENCAPSULATION = 1;

  private static final Shape OVERLAY =
      object(VALUE, flags("flags", "VM......"), number("vni", 3), octets("mac", 6), reserved(2));

  private static final Shape KEY = object(VALUE, number("key", 4));

  /** The address family says which addresses follow; none stands for the next hop. */
  private static final Shape ENDPOINT =
      object(
          VALUE,
          reserved(4),
          byLength(
              6,
              "ipv4",
              sequence(fixed(1, 2), ipv4("ipv4")),
              18,
              "ipv6",
              sequence(fixed(2, 2), ipv6("ipv6")),
              2,
              "",
              fixed(0, 2)));

  static final Shape SHAPE = new TlvShape(null, TlvForm.TYPE2_LENGTH2, tunnels());

  private TunnelShapes() {}

  private static TlvTypes tunnels() {
    return new TlvTypes()
        .put(1, "L2TPV3", tunnel(object(VALUE, number("session", 4), rest("cookie"))))
        .put(2, "GRE", tunnel(KEY))
        .put(7, "IP_IN_IP", tunnel(null))
        .put(8, "VXLAN", tunnel(OVERLAY))
        .put(9, "NVGRE", tunnel(OVERLAY))
        .put(10, "MPLS", tunnel(null))
        .put(11, "MPLS_IN_GRE", tunnel(KEY))
        .put(12, "VXLAN_GPE", tunnel(null))
        .put(13, "MPLS_IN_UDP", tunnel(null))
        .put(15, "SR_POLICY", new TlvShape(VALUE, TlvForm.SUB_TLV, policy()))
        .put(19, "GENEVE", tunnel(null))
        .others(tunnel(null));
  }

  private static Shape tunnel(Shape encapsulation) {
    TlvTypes types = common();
    types.put(ENCAPSULATION, "ENCAPSULATION", encapsulation == null ? rest(VALUE) : encapsulation);
    return new TlvShape(VALUE, TlvForm.SUB_TLV, types);
  }

  private static TlvTypes policy() {
    return common().put(ENCAPSULATION, "ENCAPSULATION", rest(VALUE)).all(SrPolicyShapes.TYPES);
  }

  private static TlvTypes common() {
    return new TlvTypes()
        .put(2, "PROTOCOL", number(VALUE, 2))
        .struct(4, "COLOR", fixed(0x030b, 2), octets("flags", 2), number("color", 4))
        .put(6, "EGRESS_ENDPOINT", ENDPOINT)
        .put(7, "DS_FIELD", number(VALUE, 1))
        .put(8, "UDP_PORT", number(VALUE, 2))
        .put(9, "EMBEDDED_LABEL", number(VALUE, 1))
        .put(
            10,
            "LABEL_STACK",
            list(VALUE, object(null, bits("label", 20, "tc", 3, "s", 1, "ttl", 8))))
        .put(11, "PREFIX_SID", PrefixSidShapes.shape(VALUE));
  }
}
