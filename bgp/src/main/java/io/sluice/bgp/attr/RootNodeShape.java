package io.sluice.bgp.attr;

import io.sluice.bgp.Address;
import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.field.FieldSink;
import io.sluice.bgp.field.FieldSource;
import io.sluice.bgp.field.Octets;
import io.sluice.bgp.field.Shape;
import io.sluice.bgp.wire.ByteSink;

/** The root of a multipoint LSP: address family, length in octets, address (RFC 6388 2.2). */
record RootNodeShape(String name) implements Shape {
  @Override
  public boolean decode(Octets in, FieldSink out) {
    if (!in.need(3, name)) {
      return false;
    }
    byte[] b = in.array();
    int at = in.take(3);
    int length = b[at + 2] & 0xff;
    int wanted =
        b[at] != 0
            ? 0
            : b[at + 1] == AddressFamily.AFI_IPV4
                ? 4
                : b[at + 1] == AddressFamily.AFI_IPV6 ? 16 : 0;
    if (length != wanted || wanted == 0) {
      return in.fail("the root node is no IPv4 or IPv6 address");
    }
    if (!in.need(length, name)) {
      return false;
    }
    out.address(name, b, in.take(length), length);
    return true;
  }

  @Override
  public void encode(FieldSource in, ByteSink out) {
    Address root = in.address(name);
    if (root.ipv6()) {
      out.u16(AddressFamily.AFI_IPV6).u8(16).i64(root.high()).i64(root.low());
    } else {
      out.u16(AddressFamily.AFI_IPV4).u8(4).u32(root.high() >>> 32);
    }
  }
}
