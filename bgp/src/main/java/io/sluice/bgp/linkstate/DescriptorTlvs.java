package io.sluice.bgp.linkstate;

import static io.sluice.bgp.field.Shapes.bits;
import static io.sluice.bgp.field.Shapes.ipv4;
import static io.sluice.bgp.field.Shapes.ipv6;
import static io.sluice.bgp.field.Shapes.list;
import static io.sluice.bgp.field.Shapes.number;
import static io.sluice.bgp.field.Shapes.object;
import static io.sluice.bgp.field.Shapes.padding;
import static io.sluice.bgp.field.Shapes.prefix;
import static io.sluice.bgp.field.Shapes.sequence;
import static io.sluice.bgp.field.Shapes.word;
import static io.sluice.bgp.field.TlvShape.VALUE;

import io.sluice.bgp.field.Shape;
import io.sluice.bgp.field.TlvForm;
import io.sluice.bgp.field.TlvShape;
import io.sluice.bgp.field.TlvTypes;

/** What describes a node, a link, a prefix or a SID in BGP-LS routes (RFC 9552, 9086, 9514). */
final class DescriptorTlvs {
  static final TlvTypes NODE =
      new TlvTypes()
          .put(512, "AS", number(VALUE, 4))
          .put(513, "BGP_LS_ID", number(VALUE, 4))
          .put(514, "OSPF_AREA", ipv4(VALUE))
          .put(515, "IGP_ROUTER_ID", new IgpRouterShape(VALUE))
          .put(516, "BGP_ROUTER_ID", ipv4(VALUE))
          .put(517, "MEMBER_AS", number(VALUE, 4));

  /** A list of topologies: four bits to be ignored, twelve of identifier. */
  static final Shape TOPOLOGIES = list(VALUE, object(null, bits("", 4, "id", 12)));

  private DescriptorTlvs() {}

  static TlvTypes withIpv4() {
    return common().put(265, "IP_REACHABILITY", reachability(false));
  }

  static TlvTypes withIpv6() {
    return common().put(265, "IP_REACHABILITY", reachability(true));
  }

  /** Some routers write all octets of the address, whatever the length of the prefix. */
  private static Shape reachability(boolean ipv6) {
    return sequence(prefix(VALUE, ipv6), padding());
  }

  private static TlvTypes common() {
    TlvShape node = new TlvShape(VALUE, TlvForm.TYPE2_LENGTH2, NODE);
    return new TlvTypes()
        .put(256, "LOCAL_NODE", node)
        .put(257, "REMOTE_NODE", node)
        .struct(258, "LINK_ID", number("local", 4), number("remote", 4))
        .put(259, "IPV4_INTERFACE", ipv4(VALUE))
        .put(260, "IPV4_NEIGHBOR", ipv4(VALUE))
        .put(261, "IPV6_INTERFACE", ipv6(VALUE))
        .put(262, "IPV6_NEIGHBOR", ipv6(VALUE))
        .put(263, "MULTI_TOPOLOGY", TOPOLOGIES)
        .put(
            264,
            "OSPF_ROUTE_TYPE",
            word(
                VALUE,
                1,
                "",
                "INTRA_AREA",
                "INTER_AREA",
                "EXTERNAL_1",
                "EXTERNAL_2",
                "NSSA_1",
                "NSSA_2"))
        .put(518, "SRV6_SID", ipv6(VALUE));
  }
}
