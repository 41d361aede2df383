package io.sluice.bgp.field;

import io.sluice.bgp.wire.ByteSink;

/**
 * An address behind its length in bits, an octet. No bits stand for any address, written {@code *}
 * (RFC 6625 section 2).
 */
record SizedAddressShape(String name) implements Shape {
  private static final String ANY = "*";

  @Override
  public boolean decode(Octets in, FieldSink out) {
    if (!in.need(1, name)) {
      return false;
    }
    int bits = in.array()[in.take(1)] & 0xff;
    if (bits == 0) {
      out.word(name, ANY);
      return true;
    }
    if (bits != 32 && bits != 128) {
      return in.fail(name + " has 0, 32 or 128 bits, not " + bits);
    }
    if (!in.need(bits / 8, name)) {
      return false;
    }
    out.address(name, in.array(), in.take(bits / 8), bits / 8);
    return true;
  }

  @Override
  public void encode(FieldSource in, ByteSink out) {
    if (in.word(name).equals(ANY)) {
      out.u8(0);
      return;
    }
    int lengthAt = out.size();
    out.u8(0);
    AddressShape.write(in.address(name), out);
    out.setU8(lengthAt, 8 * (out.size() - lengthAt - 1));
  }
}
