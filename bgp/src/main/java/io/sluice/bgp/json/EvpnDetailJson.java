package io.sluice.bgp.json;

import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.wire.Bytes;

/** Writes EVPN routes (RFC 7432 section 7, RFC 9136), types 1 to 5. */
final class EvpnDetailJson {
  private static final String[] NAMES = {
    "", "AUTO_DISCOVERY", "MAC_IP", "INCLUSIVE_MULTICAST", "ETHERNET_SEGMENT", "IP_PREFIX"
  };

  private EvpnDetailJson() {}

  /** Whether routes of a type are decoded. */
  static boolean knows(byte type) {
    return type > 0 && type < NAMES.length;
  }

  /** False when the route is malformed or of another type. */
  static boolean write(byte[] b, int from, int end, AsciiBuffer out) {
    int type = b[from] & 0xff;
    int at = from + 2;
    int length = end - at;
    if (type == 0 || type >= NAMES.length || length < 8) {
      return false;
    }
    out.put("\"type\":\"").put(NAMES[type]).put("\",");
    DetailText.distinguisher(b, at, out);
    return switch (type) {
      case 1 ->
          length == 25
              && segment(b, at + 8, out)
              && tag(b, at + 18, out)
              && labels(b, at + 22, end, out);
      case 2 ->
          length >= 33
              && segment(b, at + 8, out)
              && tag(b, at + 18, out)
              && macIp(b, at + 22, end, out);
      case 3 -> length >= 13 && tag(b, at + 8, out) && ip(b, at + 12, end, true, out) == end;
      case 4 -> length >= 19 && segment(b, at + 8, out) && ip(b, at + 18, end, true, out) == end;
      default ->
          (length == 34 || length == 58)
              && segment(b, at + 8, out)
              && tag(b, at + 18, out)
              && prefix(b, at + 22, end, out);
    };
  }

  private static boolean segment(byte[] b, int at, AsciiBuffer out) {
    out.put(",\"esi\":");
    JsonText.hex(b, at, 10, out);
    return true;
  }

  private static boolean tag(byte[] b, int at, AsciiBuffer out) {
    out.put(",\"tag\":").number(Bytes.u32(b, at));
    return true;
  }

  private static boolean macIp(byte[] b, int from, int end, AsciiBuffer out) {
    if (b[from] != 48) {
      return false;
    }
    out.put(",\"mac\":\"");
    for (int i = 1; i <= 6; i++) {
      out.put(i > 1 ? ":" : "").hexOctet(b[from + i] & 0xff);
    }
    out.put('"');
    int at = ip(b, from + 7, end, false, out);
    return at > 0 && labels(b, at, end, out);
  }

  /** Appends an address behind its length in bits; returns the index behind it, or -1. */
  private static int ip(byte[] b, int at, int end, boolean needed, AsciiBuffer out) {
    int octets = (b[at] & 0xff) / 8;
    boolean fits = octets == 4 || octets == 16 || octets == 0 && !needed;
    if (!fits || (b[at] & 7) != 0 || octets > end - at - 1) {
      return -1;
    }
    if (octets > 0) {
      out.put(",\"ip\":");
      DetailText.address(b, at + 1, octets, out);
    }
    return at + 1 + octets;
  }

  private static boolean prefix(byte[] b, int at, int end, AsciiBuffer out) {
    int octets = end - at == 12 ? 4 : 16;
    int bits = b[at] & 0xff;
    if (bits > 8 * octets) {
      return false;
    }
    out.put(",\"prefix\":\"");
    DetailText.address(b, at + 1, octets, octets == 16, bits, out);
    out.put('/').number(bits).put("\",\"gateway\":");
    DetailText.address(b, at + 1 + octets, octets, out);
    return labels(b, at + 1 + 2 * octets, end, out);
  }

  /** One or two labels; VXLAN takes the whole 24 bits for its network, so they stand whole. */
  private static boolean labels(byte[] b, int from, int end, AsciiBuffer out) {
    int length = end - from;
    if (length != 3 && length != 6) {
      return false;
    }
    out.put(",\"labels\":[").number(Bytes.u24(b, from));
    if (length == 6) {
      out.put(',').number(Bytes.u24(b, from + 3));
    }
    out.put(']');
    return true;
  }
}
