package io.sluice.bgp.linkstate;

import static io.sluice.bgp.field.Shapes.distinguisher;
import static io.sluice.bgp.field.Shapes.number;
import static io.sluice.bgp.field.Shapes.sequence;
import static io.sluice.bgp.field.Shapes.word;

import io.sluice.bgp.field.RouteTypesShape;
import io.sluice.bgp.field.Shape;
import io.sluice.bgp.field.TlvForm;
import io.sluice.bgp.field.TlvShape;

/**
 * BGP-LS routes (RFC 9552 section 5.2, RFC 9514 section 6): nodes, links, prefixes, SRv6 SIDs, each
 * with its descriptors as they stand, one behind the other.
 */
public final class LinkStateRoutes {
  private static final Shape PROTOCOL =
      word(
          "protocol",
          1,
          "",
          "ISIS_L1",
          "ISIS_L2",
          "OSPFV2",
          "DIRECT",
          "STATIC",
          "OSPFV3",
          "BGP",
          "RSVP_TE",
          "SEGMENT_ROUTING");

  private static final Shape ROUTES = routes(false);
  private static final Shape VPN_ROUTES = routes(true);

  private LinkStateRoutes() {}

  /**
   * One route, its type and length included.
   *
   * @param vpn whether it is of SAFI 72: a route distinguisher stands in it
   */
  public static Shape shape(boolean vpn) {
    return vpn ? VPN_ROUTES : ROUTES;
  }

  private static Shape routes(boolean vpn) {
    TlvShape ipv4 = new TlvShape("descriptors", TlvForm.TYPE2_LENGTH2, DescriptorTlvs.withIpv4());
    TlvShape ipv6 = new TlvShape("descriptors", TlvForm.TYPE2_LENGTH2, DescriptorTlvs.withIpv6());
    return new RouteTypesShape(2, 2)
        .put(1, "NODE", route(vpn, ipv4))
        .put(2, "LINK", route(vpn, ipv4))
        .put(3, "IPV4_PREFIX", route(vpn, ipv4))
        .put(4, "IPV6_PREFIX", route(vpn, ipv6))
        .put(6, "SRV6_SID", route(vpn, ipv4));
  }

  private static Shape route(boolean vpn, Shape descriptors) {
    Shape head = sequence(PROTOCOL, number("instance", 8), descriptors);
    return vpn ? sequence(distinguisher(), head) : head;
  }
}
