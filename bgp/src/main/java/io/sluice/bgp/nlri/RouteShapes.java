package io.sluice.bgp.nlri;

import static io.sluice.bgp.AddressFamily.AFI_BGP_LS;
import static io.sluice.bgp.AddressFamily.AFI_IPV4;
import static io.sluice.bgp.AddressFamily.AFI_IPV6;
import static io.sluice.bgp.AddressFamily.AFI_L2VPN;
import static io.sluice.bgp.field.Shapes.bits;
import static io.sluice.bgp.field.Shapes.byLength;
import static io.sluice.bgp.field.Shapes.counted;
import static io.sluice.bgp.field.Shapes.countedBits;
import static io.sluice.bgp.field.Shapes.distinguisher;
import static io.sluice.bgp.field.Shapes.ipv4;
import static io.sluice.bgp.field.Shapes.ipv6;
import static io.sluice.bgp.field.Shapes.number;
import static io.sluice.bgp.field.Shapes.sequence;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.field.Shape;
import io.sluice.bgp.linkstate.LinkStateRoutes;

/** How the routes of those families are laid out that are more than prefixes. */
public final class RouteShapes {
  /** RFC 9830 section 2.1. */
  private static final Shape SR_POLICY_IPV4 = srPolicy(ipv4("endpoint"));

  private static final Shape SR_POLICY_IPV6 = srPolicy(ipv6("endpoint"));

  /** RFC 4761 section 3.2.2; of 12 octets RFC 6074 section 3.2.2.1. */
  private static final Shape VPLS =
      counted(
          2,
          byLength(
              17,
              "ve",
              sequence(
                  distinguisher(),
                  number("ve", 2),
                  number("offset", 2),
                  number("size", 2),
                  bits("base", 20, "", 4)),
              12,
              "pe",
              sequence(distinguisher(), ipv4("pe"))));

  private static final Shape ROUTE_TARGET = new RouteTargetShape();

  private RouteShapes() {}

  private static Shape srPolicy(Shape endpoint) {
    return countedBits(sequence(number("distinguisher", 4), number("color", 4), endpoint));
  }

  /**
   * The shape of one route of a family, as {@link NlriCursor} finds it but for the path identifier;
   * {@code null} when the family has none here.
   *
   * @param packedFamily {@link AddressFamily#packed()}
   */
  public static Shape of(int packedFamily) {
    int afi = packedFamily >>> 8;
    boolean ip = afi == AFI_IPV4 || afi == AFI_IPV6;
    return switch (packedFamily & 0xff) {
      case AddressFamily.SAFI_MCAST_VPN -> ip ? MulticastVpnRoutes.SHAPE : null;
      case AddressFamily.SAFI_VPLS -> afi == AFI_L2VPN ? VPLS : null;
      case AddressFamily.SAFI_BGP_LS -> afi == AFI_BGP_LS ? LinkStateRoutes.shape(false) : null;
      case AddressFamily.SAFI_BGP_LS_VPN -> afi == AFI_BGP_LS ? LinkStateRoutes.shape(true) : null;
      case AddressFamily.SAFI_SR_POLICY ->
          afi == AFI_IPV4 ? SR_POLICY_IPV4 : afi == AFI_IPV6 ? SR_POLICY_IPV6 : null;
      case AddressFamily.SAFI_MUP ->
          afi == AFI_IPV4
              ? MobileUserPlaneRoutes.IPV4
              : afi == AFI_IPV6 ? MobileUserPlaneRoutes.IPV6 : null;
      case AddressFamily.SAFI_ROUTE_TARGET -> afi == AFI_IPV4 ? ROUTE_TARGET : null;
      default -> null;
    };
  }
}
