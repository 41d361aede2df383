package io.sluice.bgp.check;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.BgpError;
import io.sluice.bgp.Flaw;
import io.sluice.bgp.Update;
import io.sluice.bgp.nlri.NlriCursor;

/** What is wrong with the fields and attributes that hold routes (RFC 7606 5.3, 7.11, 7.12). */
final class RouteRules {
  private final NlriCursor cursor = new NlriCursor();

  /** The fault in the withdrawn routes of the body, or {@code null}. */
  BgpError withdrawn(Update u) {
    return walk(u, u.withdrawnStart(), u.withdrawnEnd(), 0x0101, -1, Flaw.WITHDRAWN_ROUTES);
  }

  /** The fault in the announced routes of the body, or {@code null}. */
  BgpError announced(Update u) {
    return walk(u, u.attributesEnd(), u.end(), 0x0101, -1, Flaw.NLRI);
  }

  /** The fault in the MP_REACH_NLRI or MP_UNREACH_NLRI at an index, or {@code null}. */
  BgpError attribute(Update u, int i) {
    int code = u.code(i);
    boolean reach = code == AttributeCode.MP_REACH_NLRI;
    if (u.nlriStart(i) < 0) {
      Flaw flaw = reach ? Flaw.MP_REACH_LENGTH : Flaw.MP_UNREACH_LENGTH;
      return BgpError.at(flaw, u.start(i) - u.offset(), code);
    }
    if (reach && !nextHopFits(u, u.family(i), u.mpNextHopLength(i))) {
      return BgpError.at(Flaw.MP_REACH_NEXT_HOP, u.mpNextHopStart(i) - u.offset(), code);
    }
    Flaw flaw = reach ? Flaw.MP_REACH_NLRI : Flaw.MP_UNREACH_NLRI;
    return walk(u, u.nlriStart(i), u.end(i), u.family(i), code, flaw);
  }

  private BgpError walk(Update u, int from, int to, int family, int code, Flaw flaw) {
    cursor.reset(u.buffer(), from, to, family, u.context().addPath(family));
    while (cursor.next()) {
      // Only the fault at the end of the walk matters.
    }
    return cursor.malformed() ? BgpError.at(flaw, cursor.entryOffset() - u.offset(), code) : null;
  }

  /** RFC 2545, 4364, 4659, 8950: which lengths of next hop a family has; unknown ones have any. */
  private static boolean nextHopFits(Update u, int family, int length) {
    boolean ipv4 = family >>> 8 == AddressFamily.AFI_IPV4;
    if (!ipv4 && family >>> 8 != AddressFamily.AFI_IPV6) {
      return true;
    }
    boolean extended = !ipv4 || u.context().extendedNextHop(family);
    return switch (family & 0xff) {
      case AddressFamily.SAFI_UNICAST, AddressFamily.SAFI_MULTICAST, AddressFamily.SAFI_LABELED ->
          ipv4 && length == 4 || extended && (length == 16 || length == 32);
      case AddressFamily.SAFI_VPN, AddressFamily.SAFI_VPN_MULTICAST ->
          ipv4 && length == 12 || extended && (length == 24 || length == 48);
      default -> true;
    };
  }
}
