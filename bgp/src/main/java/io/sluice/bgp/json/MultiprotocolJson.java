package io.sluice.bgp.json;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.Flaw;
import io.sluice.bgp.PrefixCursor;
import io.sluice.bgp.Update;
import io.sluice.bgp.update.NextHop;

/**
 * Writes the value of MP_REACH_NLRI and MP_UNREACH_NLRI (RFC 4760): unicast as prefixes, flowspec
 * as rules, every other family as hexadecimal octets.
 */
final class MultiprotocolJson {
  private static final byte[] FAMILY = Ascii.of("{\"af\":\"");
  private static final byte[] NEXT_HOP = Ascii.of(",\"nexthop\":\"");
  private static final byte[] LINK_LOCAL = Ascii.of(",\"link-local\":\"");
  private static final byte[] PREFIXES = Ascii.of(",\"prefixes\":");

  private final PrefixCursor cursor = new PrefixCursor();
  private final NextHop nextHop = new NextHop();
  private final FlowspecJson flowspec = new FlowspecJson();
  private final RouteDetailJson details;

  MultiprotocolJson(boolean full) {
    details = full ? new RouteDetailJson() : null;
  }

  /** Returns what is wrong with the attribute at an index, or {@code null}. */
  Flaw write(Update u, int i, AsciiBuffer out) {
    boolean reach = u.code(i) == AttributeCode.MP_REACH_NLRI;
    int nlri = u.nlriStart(i);
    if (nlri < 0) {
      return reach ? Flaw.MP_REACH_LENGTH : Flaw.MP_UNREACH_LENGTH;
    }
    int family = u.family(i);
    out.put(FAMILY);
    FamilyNames.write(family, out);
    out.put('"');
    boolean ip = family >>> 8 == AddressFamily.AFI_IPV4 || family >>> 8 == AddressFamily.AFI_IPV6;
    int safi = family & 0xff;
    if (ip && safi == AddressFamily.SAFI_UNICAST) {
      if (reach && !unicastNextHop(u, i, family, out)) {
        return Flaw.MP_REACH_NEXT_HOP;
      }
      out.put(PREFIXES);
      if (!PrefixesJson.write(cursor.attribute(u, i), out)) {
        return reach ? Flaw.MP_REACH_NLRI : Flaw.MP_UNREACH_NLRI;
      }
    } else if (ip && safi == AddressFamily.SAFI_FLOWSPEC) {
      if (reach && nextHop.read(u.buffer(), u.mpNextHopStart(i), u.mpNextHopLength(i))) {
        addresses(out);
      }
      out.put(",\"rules\":");
      if (!flowspec.write(u, nlri, u.end(i), family, out)) {
        return reach ? Flaw.MP_REACH_NLRI : Flaw.MP_UNREACH_NLRI;
      }
    } else {
      if (details != null
          && reach
          && nextHop.read(u.buffer(), u.mpNextHopStart(i), u.mpNextHopLength(i))) {
        addresses(out);
      }
      raw(u, i, reach, nlri, out);
      if (details != null) {
        out.put(",\"nlri\":");
        details.write(u, i, out);
      }
    }
    out.put('}');
    return null;
  }

  private boolean unicastNextHop(Update u, int i, int family, AsciiBuffer out) {
    int length = u.mpNextHopLength(i);
    if (length == 0) {
      return true;
    }
    // With a distinguisher (RFC 4364) an IPv4 next hop is none of unicast.
    if (length == 12 || !nextHop.read(u.buffer(), u.mpNextHopStart(i), length)) {
      return false;
    }
    boolean foreign = family >>> 8 == AddressFamily.AFI_IPV4 && !nextHop.ipv4();
    if (foreign && !u.context().extendedNextHop(family)) {
      return false;
    }
    addresses(out);
    return true;
  }

  /** Those that are all zeros bgpipe leaves out. */
  private void addresses(AsciiBuffer out) {
    boolean full = details != null;
    if (!full && nextHop.hi() == 0 && nextHop.lo() == 0) {
      return;
    }
    out.put(NEXT_HOP);
    if (nextHop.ipv4()) {
      out.ipv4((int) (nextHop.hi() >>> 32));
    } else {
      out.ipv6(nextHop.hi(), nextHop.lo());
    }
    out.put('"');
    boolean isZero = nextHop.linkLocalHi() == 0 && nextHop.linkLocalLo() == 0;
    if (nextHop.hasLinkLocal() && (full || !isZero)) {
      out.put(LINK_LOCAL).ipv6(nextHop.linkLocalHi(), nextHop.linkLocalLo()).put('"');
    }
  }

  private static void raw(Update u, int i, boolean reach, int nlri, AsciiBuffer out) {
    if (reach && u.mpNextHopLength(i) > 0) {
      out.put(",\"nh\":");
      JsonText.hex(u.buffer(), u.mpNextHopStart(i), u.mpNextHopLength(i), out);
    }
    out.put(",\"data\":");
    JsonText.hex(u.buffer(), nlri, u.end(i) - nlri, out);
  }
}
