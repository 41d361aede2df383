package io.sluice.bgp.linkstate;

import io.sluice.bgp.field.Shape;
import io.sluice.bgp.field.TlvForm;
import io.sluice.bgp.field.TlvShape;
import io.sluice.bgp.field.TlvTypes;

/** The BGP-LS attribute (RFC 9552 section 5.3) with its extensions, TLV by TLV. */
public final class LinkStateAttribute {
  private static final Shape SHAPE =
      new TlvShape(
          null,
          TlvForm.TYPE2_LENGTH2,
          new TlvTypes().all(NodeTlvs.TYPES).all(LinkTlvs.TYPES).all(PrefixTlvs.TYPES));

  private LinkStateAttribute() {}

  /** The whole value of the attribute. */
  public static Shape shape() {
    return SHAPE;
  }
}
