package io.sluice.bgp.nlri;

import static io.sluice.bgp.field.Shapes.ipv4;
import static io.sluice.bgp.field.Shapes.ipv6;

import io.sluice.bgp.field.FieldSink;
import io.sluice.bgp.field.FieldSource;
import io.sluice.bgp.field.Octets;
import io.sluice.bgp.field.Shape;
import io.sluice.bgp.wire.ByteSink;

/**
 * A tunnel endpoint and the first bits of its tunnel identifier, up to 32, behind the length in
 * bits of both (draft-ietf-bess-mup-safi section 3.1.4). Fewer bits stand for all identifiers that
 * begin with them: {@code teid_bits} says how many there are, if not all.
 */
final class TunnelEndpointShape implements Shape {
  private static final String TEID = "teid";
  private static final String TEID_BITS = "teid_bits";

  private final Shape endpoint;
  private final int addressBits;

  TunnelEndpointShape(boolean toIpv6) {
    endpoint = toIpv6 ? ipv6("endpoint") : ipv4("endpoint");
    addressBits = toIpv6 ? 128 : 32;
  }

  @Override
  public boolean decode(Octets in, FieldSink out) {
    if (!in.need(1, "endpoint length")) {
      return false;
    }
    int bits = (in.array()[in.take(1)] & 0xff) - addressBits;
    if (bits < 0 || bits > 32) {
      return in.fail("endpoint length of " + (bits + addressBits) + " bits");
    }
    if (!endpoint.decode(in, out) || !in.need(bits + 7 >>> 3, TEID)) {
      return false;
    }
    long teid = 0;
    int from = in.take(bits + 7 >>> 3);
    for (int i = 0; i < bits + 7 >>> 3; i++) {
      teid |= (in.array()[from + i] & 0xffL) << 24 - 8 * i;
    }
    out.number(TEID, teid & mask(bits));
    if (bits < 32) {
      out.number(TEID_BITS, bits);
    }
    return true;
  }

  private static long mask(int bits) {
    return 0xffffffffL << 32 - bits & 0xffffffffL;
  }

  @Override
  public void encode(FieldSource in, ByteSink out) {
    int bits = in.has(TEID_BITS) ? (int) in.number(TEID_BITS, 1) : 32;
    if (bits > 32) {
      throw in.fault("a tunnel identifier has up to 32 bits");
    }
    out.u8(addressBits + bits);
    endpoint.encode(in, out);
    long teid = in.number(TEID, 4) & mask(bits);
    for (int i = 0; i < bits + 7 >>> 3; i++) {
      out.u8((int) (teid >>> 24 - 8 * i));
    }
  }
}
