package io.sluice.bgp.field;

import io.sluice.bgp.Address;
import io.sluice.bgp.wire.ByteSink;

/** A prefix: its length in bits, an octet, then as many octets as hold them. */
record PrefixShape(String name, boolean ipv6) implements Shape {
  @Override
  public boolean decode(Octets in, FieldSink out) {
    if (!in.need(1, name)) {
      return false;
    }
    int bits = in.array()[in.take(1)] & 0xff;
    int octets = bits + 7 >>> 3;
    if (bits > (ipv6 ? 128 : 32)) {
      return in.fail(name + " of " + bits + " bits");
    }
    if (!in.need(octets, name)) {
      return false;
    }
    out.prefix(name, in.array(), in.take(octets), octets, bits, ipv6);
    return true;
  }

  @Override
  public void encode(FieldSource in, ByteSink out) {
    Address address = in.prefix(name, ipv6);
    int bits = in.bits();
    out.u8(bits);
    for (int place = 0; place < bits; place += 8) {
      long octet = place < 64 ? address.high() >>> 56 - place : address.low() >>> 120 - place;
      int kept = bits - place >= 8 ? 0xff : 0xff00 >>> bits - place & 0xff;
      out.u8((int) octet & kept);
    }
  }
}
