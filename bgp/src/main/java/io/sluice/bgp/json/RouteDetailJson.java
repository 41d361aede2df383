package io.sluice.bgp.json;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.Update;
import io.sluice.bgp.field.Shape;
import io.sluice.bgp.nlri.NlriCursor;
import io.sluice.bgp.nlri.RouteShapes;
import io.sluice.bgp.wire.Bytes;

/**
 * Writes the routes of families that stand as hexadecimal octets in bgpipe's lines: an object for
 * each, with its prefix, labels, route distinguisher and so on. What has no decoder here, or is
 * malformed, is {@code {"raw":"0x..","why":".."}}.
 */
final class RouteDetailJson {
  private static final int WITHDRAWN_LABEL = 0x800000;
  private static final String NO_DECODER = "no decoder for this family";

  private final NlriCursor cursor = new NlriCursor();
  private final FieldsJson fields = new FieldsJson();
  private final FlowspecJson flowspec = new FlowspecJson();

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
      String why = route(family, b, at, end, withdrawn, out);
      if (why != null) {
        out.truncate(before);
        raw(b, at, end, why, out);
      }
      out.put('}');
    }
    if (cursor.malformed()) {
      open(end > u.nlriStart(i), out);
      raw(b, end, u.end(i), "the route overruns its field", out);
      out.put('}');
    }
    out.put(']');
  }

  private static void open(boolean later, AsciiBuffer out) {
    out.put(later ? ",{" : "{");
  }

  private static void raw(byte[] b, int from, int to, String why, AsciiBuffer out) {
    out.put("\"raw\":");
    JsonText.hex(b, from, to - from, out);
    out.put(",\"why\":");
    JsonText.quoted(why, out);
  }

  /** Why the entry does not decode, or {@code null}. */
  private String route(int family, byte[] b, int at, int end, boolean withdrawn, AsciiBuffer out) {
    Shape shape = RouteShapes.of(family);
    if (shape != null) {
      return fields.write(shape, b, at, end, out);
    }
    boolean ip = family >>> 8 == AddressFamily.AFI_IPV6 || family >>> 8 == AddressFamily.AFI_IPV4;
    return switch (family & 0xff) {
      case AddressFamily.SAFI_UNICAST,
          AddressFamily.SAFI_MULTICAST,
          AddressFamily.SAFI_LABELED,
          AddressFamily.SAFI_VPN,
          AddressFamily.SAFI_VPN_MULTICAST ->
          !ip
              ? NO_DECODER
              : prefixes(family, b, at, end, withdrawn, out) ? null : "malformed prefix";
      case AddressFamily.SAFI_EVPN ->
          !EvpnDetailJson.knows(b[at])
              ? "no decoder for route type " + (b[at] & 0xff)
              : EvpnDetailJson.write(b, at, end, out) ? null : "malformed route";
      case AddressFamily.SAFI_FLOWSPEC_VPN ->
          !ip ? NO_DECODER : flowspec.writeVpn(b, at, end, family, out) ? null : "malformed rule";
      default -> NO_DECODER;
    };
  }

  private static boolean prefixes(
      int family, byte[] b, int at, int end, boolean withdrawn, AsciiBuffer out) {
    boolean ipv6 = family >>> 8 == AddressFamily.AFI_IPV6;
    return switch (family & 0xff) {
      case AddressFamily.SAFI_LABELED -> labelled(b, at, end, ipv6, false, withdrawn, out);
      case AddressFamily.SAFI_VPN -> labelled(b, at, end, ipv6, true, withdrawn, out);
      case AddressFamily.SAFI_VPN_MULTICAST ->
          distinguished(b, at + 1, end, b[at] & 0xff, ipv6, out);
      default -> prefix(b, at + 1, end, b[at] & 0xff, ipv6, out);
    };
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
}
