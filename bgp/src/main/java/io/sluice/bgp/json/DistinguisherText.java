package io.sluice.bgp.json;

import io.sluice.bgp.Address;
import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.wire.Bytes;
import java.nio.ByteBuffer;

/** Route distinguishers (RFC 4364 section 4.2) as text: each has one of its own. */
public final class DistinguisherText {
  private DistinguisherText() {}

  /** The text of one: {@code 65000:1}, {@code 192.0.2.1:1}, {@code 70000:1}, or octets. */
  public static String of(long distinguisher) {
    AsciiBuffer out = new AsciiBuffer();
    write(ByteBuffer.allocate(Long.BYTES).putLong(distinguisher).array(), 0, out);
    return out.toString();
  }

  static void write(byte[] b, int at, AsciiBuffer out) {
    switch (Bytes.u16(b, at)) {
      case 0 -> out.number(Bytes.u16(b, at + 2)).put(':').number(Bytes.u32(b, at + 4));
      case 1 -> out.ipv4(Bytes.i32(b, at + 2)).put(':').number(Bytes.u16(b, at + 6));
      case 2 -> {
        // With a small AS number it would read like one of type 0.
        out.put(Bytes.u16(b, at + 2) == 0 ? "2:" : "");
        out.number(Bytes.u32(b, at + 2)).put(':').number(Bytes.u16(b, at + 6));
      }
      default -> out.put("0x").hex(b, at, 8);
    }
  }

  /**
   * The scalar read last: {@code 65000:1}, {@code 192.0.2.1:1}, {@code 70000:1}, {@code 2:7:1}, or
   * octets.
   */
  static long parse(JsonScanner in) {
    String text = in.raw();
    if (text.startsWith("0x")) {
      byte[] octets = in.hex();
      if (octets.length != 8) {
        throw in.faultInText("expected 8 octets");
      }
      return Bytes.i64(octets, 0);
    }
    boolean wide = text.startsWith("2:") && text.indexOf(':', 2) > 0;
    text = wide ? text.substring(2) : text;
    int colon = text.lastIndexOf(':');
    long second = colon < 0 ? -1 : JsonNumbers.unsigned(text.substring(colon + 1));
    if (second >= 0 && text.substring(0, colon).indexOf('.') > 0) {
      return 1L << 48 | ipv4(in, text.substring(0, colon)) << 16 | within(in, second, 0xffff);
    }
    long first = colon < 0 ? -1 : JsonNumbers.unsigned(text.substring(0, colon));
    if (first < 0 || first > 0xffffffffL || second < 0) {
      throw in.faultInText("expected a route distinguisher such as 65000:1 or 192.0.2.1:1");
    }
    return first <= 0xffff && !wide
        ? first << 32 | within(in, second, 0xffffffffL)
        : 2L << 48 | first << 16 | within(in, second, 0xffff);
  }

  private static long within(JsonScanner in, long value, long most) {
    if (value > most) {
      throw in.faultInText("the last number goes up to " + most);
    }
    return value;
  }

  private static long ipv4(JsonScanner in, String text) {
    try {
      Address address = Address.parse(text);
      if (!address.ipv6()) {
        return address.high() >>> 32;
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw in.faultInText("expected an IPv4 address in front of the colon");
  }
}
