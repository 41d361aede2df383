package io.sluice.bgp.json;

import io.sluice.bgp.AsciiBuffer;

/** Parts that several decoded forms share. */
final class DetailText {
  private DetailText() {}

  /** An address of which some octets may be missing behind, its bits behind a number cleared. */
  static void address(byte[] b, int at, int octets, boolean ipv6, int bits, AsciiBuffer out) {
    long high = 0;
    long low = 0;
    for (int i = 0; i < octets; i++) {
      long octet = b[at + i] & 0xffL;
      if (i < 8) {
        high |= octet << 56 - 8 * i;
      } else {
        low |= octet << 120 - 8 * i;
      }
    }
    high &= bits == 0 ? 0 : bits >= 64 ? -1L : -1L << 64 - bits;
    low &= bits <= 64 ? 0 : -1L << 128 - bits;
    if (ipv6) {
      out.ipv6(high, low);
    } else {
      out.ipv4((int) (high >>> 32));
    }
  }

  /** A whole address of 4 or 16 octets, quoted. */
  static void address(byte[] b, int at, int octets, AsciiBuffer out) {
    out.put('"');
    address(b, at, octets, octets == 16, 8 * octets, out);
    out.put('"');
  }

  /** {@code "rd":"65000:1"}: a route distinguisher (RFC 4364 section 4.2). */
  static void distinguisher(byte[] b, int at, AsciiBuffer out) {
    out.put("\"rd\":\"");
    DistinguisherText.write(b, at, out);
    out.put('"');
  }
}
