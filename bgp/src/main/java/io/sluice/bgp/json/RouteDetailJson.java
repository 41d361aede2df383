package io.sluice.bgp.json;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.Update;
import io.sluice.bgp.nlri.NlriCursor;
import io.sluice.bgp.wire.Bytes;

/**
 * Writes the routes of families that stand as hexadecimal octets in bgpipe's lines: an object for
 * each, with its prefix, labels, route distinguisher and so on. What has no decoder here, or is
 * malformed, is {@code {"raw":"0x.."}}.
 */
final class RouteDetailJson {
  private static final int WITHDRAWN_LABEL = 0x800000;

  private final NlriCursor cursor = new NlriCursor();

  /** Appends the routes of MP_REACH_NLRI or MP_UNREACH_NLRI at an index as an array. */
  void write(Update u, int i, AsciiBuffer out) {
    byte[] b = u.buffer();
    int family = u.family(i);
    boolean withdrawn = u.code(i) == AttributeCode.MP_UNREACH_NLRI;
    cursor.reset(b, u.nlriStart(i), u.end(i), family, u.context().addPath(family));
    out.put('[');
    int end = u.nlriStart(i);
    while (cursor.next()) {
      open(cursor.index() > 0, out);
      int at = cursor.entryOffset();
      end = at + cursor.entryLength();
      if (cursor.hasPathId()) {
        out.put("\"id\":").number(cursor.pathId()).put(',');
        at += 4;
      }
      int before = out.size();
      if (!route(family, b, at, end, withdrawn, out)) {
        out.truncate(before);
        raw(b, at, end, out);
      }
      out.put('}');
    }
    if (cursor.malformed()) {
      open(end > u.nlriStart(i), out);
      raw(b, end, u.end(i), out);
      out.put('}');
    }
    out.put(']');
  }

  private static void open(boolean later, AsciiBuffer out) {
    out.put(later ? ",{" : "{");
  }

  private static void raw(byte[] b, int from, int to, AsciiBuffer out) {
    out.put("\"raw\":");
    JsonText.hex(b, from, to - from, out);
  }

  /** False when the entry is malformed or of a family without a decoder. */
  private static boolean route(
      int family, byte[] b, int at, int end, boolean withdrawn, AsciiBuffer out) {
    boolean ipv6 = family >>> 8 == AddressFamily.AFI_IPV6;
    boolean ip = ipv6 || family >>> 8 == AddressFamily.AFI_IPV4;
    switch (family & 0xff) {
      case AddressFamily.SAFI_UNICAST, AddressFamily.SAFI_MULTICAST:
        return ip && prefix(b, at + 1, end, b[at] & 0xff, ipv6, out);
      case AddressFamily.SAFI_LABELED:
        return ip && labelled(b, at, end, ipv6, false, withdrawn, out);
      case AddressFamily.SAFI_VPN:
        return ip && labelled(b, at, end, ipv6, true, withdrawn, out);
      case AddressFamily.SAFI_VPN_MULTICAST:
        return ip && distinguished(b, at + 1, end, b[at] & 0xff, ipv6, out);
      case AddressFamily.SAFI_EVPN:
        return EvpnDetailJson.write(b, at, end, out);
      case AddressFamily.SAFI_ROUTE_TARGET:
        return routeTarget(b, at, end, out);
      case AddressFamily.SAFI_VPLS:
        return vpls(b, at, end, out);
      default:
        return false;
    }
  }

  private static boolean prefix(
      byte[] b, int at, int end, int bits, boolean ipv6, AsciiBuffer out) {
    if (bits < 0 || bits > (ipv6 ? 128 : 32) || end - at != bits + 7 >>> 3) {
      return false;
    }
    out.put("\"prefix\":\"");
    DetailText.address(b, at, end - at, ipv6, bits, out);
    out.put('/').number(bits).put('"');
    return true;
  }

  private static boolean labelled(
      byte[] b, int from, int end, boolean ipv6, boolean rd, boolean withdrawn, AsciiBuffer out) {
    int bits = b[from] & 0xff;
    int at = from + 1;
    out.put("\"labels\":[");
    boolean bottom = false;
    for (boolean first = true; !bottom; first = false) {
      if (end - at < 3 || bits < 24) {
        return false;
      }
      int label = Bytes.u24(b, at);
      // RFC 8277 2.4: a withdrawal has this in place of its labels, or nothing that counts.
      bottom = (label & 1) != 0 || withdrawn && (label == WITHDRAWN_LABEL || label == 0);
      out.put(first ? "" : ",").number(label >>> 4);
      at += 3;
      bits -= 24;
    }
    out.put("],");
    return rd ? distinguished(b, at, end, bits, ipv6, out) : prefix(b, at, end, bits, ipv6, out);
  }

  private static boolean distinguished(
      byte[] b, int at, int end, int bits, boolean ipv6, AsciiBuffer out) {
    if (bits < 64 || end - at < 8) {
      return false;
    }
    DetailText.distinguisher(b, at, out);
    out.put(',');
    return prefix(b, at + 8, end, bits - 64, ipv6, out);
  }

  /** RFC 4684 section 4: nothing, or an AS and a target of which only some bits may stand. */
  private static boolean routeTarget(byte[] b, int at, int end, AsciiBuffer out) {
    int bits = b[at] & 0xff;
    if (bits == 0) {
      out.put("\"all\":true");
      return true;
    }
    if (bits != 96 || end - at != 13) {
      return false;
    }
    out.put("\"asn\":").number(Bytes.u32(b, at + 1)).put(",\"target\":");
    ExtendedCommunityJson.community(Bytes.i64(b, at + 5), out);
    return true;
  }

  /** RFC 4761 section 3.2.2. */
  private static boolean vpls(byte[] b, int at, int end, AsciiBuffer out) {
    if (end - at != 19) {
      return false;
    }
    DetailText.distinguisher(b, at + 2, out);
    out.put(",\"ve\":").number(Bytes.u16(b, at + 10));
    out.put(",\"offset\":").number(Bytes.u16(b, at + 12));
    out.put(",\"size\":").number(Bytes.u16(b, at + 14));
    out.put(",\"base\":").number(Bytes.u24(b, at + 16) >>> 4);
    return true;
  }
}
