package io.sluice.bgp.nlri;

import static io.sluice.bgp.field.Shapes.community;
import static io.sluice.bgp.field.Shapes.number;

import io.sluice.bgp.field.FieldSink;
import io.sluice.bgp.field.FieldSource;
import io.sluice.bgp.field.Octets;
import io.sluice.bgp.field.Shape;
import io.sluice.bgp.wire.ByteSink;

/**
 * A route target route (RFC 4684 section 4): {@code all} for no bits at all; an AS and a target; of
 * a prefix of them the octets of the target, with the {@code bits} of the whole.
 */
record RouteTargetShape() implements Shape {
  private static final String ALL = "all";
  private static final String BITS = "bits";
  private static final String TARGET = "target";
  private static final Shape ASN = number("asn", 4);
  private static final Shape WHOLE = community(TARGET);

  @Override
  public boolean decode(Octets in, FieldSink out) {
    if (!in.need(1, "length")) {
      return false;
    }
    int bits = in.array()[in.take(1)] & 0xff;
    if (bits == 0) {
      out.flag(ALL, true);
      return true;
    }
    if (bits < 32 || bits > 96) {
      return in.fail("a route target has 0 or 32 to 96 bits, not " + bits);
    }
    if (!ASN.decode(in, out)) {
      return false;
    }
    if (bits == 96) {
      return WHOLE.decode(in, out);
    }
    int octets = bits - 32 + 7 >>> 3;
    if (!in.need(octets, TARGET)) {
      return false;
    }
    out.octets(TARGET, in.array(), in.take(octets), octets);
    out.number(BITS, bits);
    return true;
  }

  @Override
  public void encode(FieldSource in, ByteSink out) {
    if (in.has(ALL)) {
      out.u8(0);
      return;
    }
    if (!in.has(BITS)) {
      out.u8(96);
      ASN.encode(in, out);
      WHOLE.encode(in, out);
      return;
    }
    int bits = (int) in.number(BITS, 1);
    byte[] target = in.octets(TARGET);
    if (bits < 32 || bits >= 96 || target.length != bits - 32 + 7 >>> 3) {
      throw in.fault("expected as many octets of target as the bits behind the AS take");
    }
    out.u8(bits);
    ASN.encode(in, out);
    out.bytes(target);
  }
}
