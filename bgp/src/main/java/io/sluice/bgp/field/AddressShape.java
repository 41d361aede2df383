package io.sluice.bgp.field;

import io.sluice.bgp.Address;
import io.sluice.bgp.wire.ByteSink;

/**
 * An address.
 *
 * @param octets 4 or 16; 0 when all octets left are it, of either family
 */
record AddressShape(String name, int octets) implements Shape {
  @Override
  public boolean decode(Octets in, FieldSink out) {
    int length = octets > 0 ? octets : in.left();
    if (length != 4 && length != 16) {
      return in.fail("an address has 4 or 16 octets, not " + length);
    }
    if (!in.need(length, name)) {
      return false;
    }
    out.address(name, in.array(), in.take(length), length);
    return true;
  }

  @Override
  public void encode(FieldSource in, ByteSink out) {
    Address address = in.address(name);
    if (octets > 0 && address.ipv6() != (octets == 16)) {
      throw in.fault("expected an " + (octets == 16 ? "IPv6" : "IPv4") + " address");
    }
    write(address, out);
  }

  static void write(Address address, ByteSink out) {
    if (address.ipv6()) {
      out.i64(address.high()).i64(address.low());
    } else {
      out.u32(address.high() >>> 32);
    }
  }
}
