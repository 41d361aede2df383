package io.sluice.bgp.attr;

import static io.sluice.bgp.field.Shapes.countedParts;
import static io.sluice.bgp.field.Shapes.fixed;
import static io.sluice.bgp.field.Shapes.ipv6;
import static io.sluice.bgp.field.Shapes.list;
import static io.sluice.bgp.field.Shapes.number;
import static io.sluice.bgp.field.Shapes.object;
import static io.sluice.bgp.field.Shapes.octets;
import static io.sluice.bgp.field.Shapes.optional;
import static io.sluice.bgp.field.Shapes.rest;

import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.field.Shape;
import io.sluice.bgp.field.TlvForm;
import io.sluice.bgp.field.TlvShape;
import io.sluice.bgp.field.TlvTypes;
import io.sluice.bgp.linkstate.LinkStateAttribute;

/** How the values of those attributes are laid out that have parts. */
public final class AttributeShapes {
  /** RFC 7311 section 3: the length counts the head. Further parts are allowed and unknown. */
  private static final Shape AIGP =
      object(null, fixed(1, 1), fixed(11, 2), number("metric", 8), optional("more", rest("more")));

  private static final Shape PMSI_TUNNEL = object(null, new PmsiTunnelShape());
  private static final Shape PREFIX_SID = PrefixSidShapes.shape(null);

  /** RFC 5701 section 2. */
  private static final Shape IPV6_COMMUNITIES =
      list(null, object(null, octets("type", 2), ipv6("address"), number("value", 2)));

  /** RFC 9026 section 3.1.6. */
  private static final Shape BFD =
      object(
          null,
          number("mode", 1),
          number("discriminator", 4),
          optional("tlvs", new TlvShape("tlvs", TlvForm.TYPE1_LENGTH1, new TlvTypes())));

  /** draft-ietf-bess-evpn-ipvpn-interworking section 4: segments of domains, the newest first. */
  private static final Shape D_PATH =
      list(
          null,
          countedParts(
              7,
              list(null, object(null, number("asn", 4), number("local", 2), number("safi", 1)))));

  private AttributeShapes() {}

  /** The shape of a value; {@code null} when the attribute has none here. */
  public static Shape of(int attributeCode) {
    return switch (attributeCode) {
      case AttributeCode.AIGP -> AIGP;
      case AttributeCode.PMSI_TUNNEL -> PMSI_TUNNEL;
      case AttributeCode.PREFIX_SID -> PREFIX_SID;
      case AttributeCode.TUNNEL_ENCAPSULATION -> TunnelShapes.SHAPE;
      case AttributeCode.BGP_LS -> LinkStateAttribute.shape();
      case AttributeCode.IPV6_EXTENDED_COMMUNITIES -> IPV6_COMMUNITIES;
      case AttributeCode.BFD_DISCRIMINATOR -> BFD;
      case AttributeCode.D_PATH -> D_PATH;
      default -> null;
    };
  }
}
