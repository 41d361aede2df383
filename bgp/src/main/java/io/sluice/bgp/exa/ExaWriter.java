package io.sluice.bgp.exa;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.AsPath;
import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.PrefixCursor;
import io.sluice.bgp.Update;
import io.sluice.bgp.update.NextHop;
import io.sluice.bgp.wire.Bytes;

/**
 * Writes an UPDATE as route commands of ExaBGP, a line for each unicast route. The form holds next
 * hop, origin, path, MED, local preference and communities; the members of a set stand in the path
 * like others, and what else a message has is left out.
 */
public final class ExaWriter {
  private static final String[] ORIGINS = {"IGP", "EGP", "INCOMPLETE"};

  private final PrefixCursor cursor = new PrefixCursor();
  private final AsPath path = new AsPath();
  private final NextHop hop = new NextHop();

  /** Appends the commands; nothing for a message without unicast routes. */
  public void write(Update u, AsciiBuffer out) {
    cursor.allWithdrawn(u);
    while (cursor.next()) {
      if ((cursor.family() & 0xff) == AddressFamily.SAFI_UNICAST) {
        out.put("withdraw route ").prefix(cursor).put('\n');
      }
    }
    cursor.announced(u);
    announce(u, nextHop(u), out);
    int reach = u.find(AttributeCode.MP_REACH_NLRI);
    if (reach >= 0 && (u.family(reach) & 0xff) == AddressFamily.SAFI_UNICAST) {
      cursor.attribute(u, reach);
      boolean known =
          u.mpNextHopLength(reach) > 0
              && hop.read(u.buffer(), u.mpNextHopStart(reach), u.mpNextHopLength(reach));
      announce(u, known || nextHop(u), out);
    }
  }

  private boolean nextHop(Update u) {
    int i = u.find(AttributeCode.NEXT_HOP);
    return i >= 0 && u.valueLength(i) == 4 && hop.read(u.buffer(), u.value(i), 4);
  }

  private void announce(Update u, boolean hasNextHop, AsciiBuffer out) {
    while (cursor.next()) {
      out.put("announce route ").prefix(cursor);
      if (hasNextHop && (hop.hi() != 0 || hop.lo() != 0)) {
        out.put(" next-hop ");
        if (hop.ipv4()) {
          out.ipv4((int) (hop.hi() >>> 32));
        } else {
          out.ipv6(hop.hi(), hop.lo());
        }
      }
      attributes(u, out);
      out.put('\n');
    }
  }

  private void attributes(Update u, AsciiBuffer out) {
    int origin = u.origin();
    if (origin >= 0 && origin < ORIGINS.length) {
      out.put(" origin ").put(ORIGINS[origin]);
    }
    path.read(u);
    if (path.size() > 0) {
      out.put(" as-path [");
      for (int i = 0; i < path.size(); i++) {
        out.put(' ').number(path.asn(i));
      }
      out.put(" ]");
    }
    if (u.med() >= 0) {
      out.put(" med ").number(u.med());
    }
    if (u.localPref() >= 0) {
      out.put(" local-preference ").number(u.localPref());
    }
    int i = u.find(AttributeCode.COMMUNITIES);
    if (i >= 0 && u.valueLength(i) >= 4) {
      communities(u, i, out);
    }
  }

  private static void communities(Update u, int i, AsciiBuffer out) {
    out.put(" community [");
    for (int at = u.value(i); at + 4 <= u.end(i); at += 4) {
      String name = ExaCommunities.name(Bytes.u32(u.buffer(), at));
      out.put(' ');
      if (name != null) {
        out.put(name);
      } else {
        out.number(u.u16(at)).put(':').number(u.u16(at + 2));
      }
    }
    out.put(" ]");
  }
}
