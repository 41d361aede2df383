package io.sluice.mrt.read;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.Header;
import io.sluice.bgp.MessageType;
import io.sluice.bgp.wire.ByteSink;
import io.sluice.bgp.wire.Bytes;
import io.sluice.mrt.PeerIdentity;
import java.util.Arrays;

/** The routes of a peer with the same attributes that wait for more: an UPDATE in the making. */
final class Bundle {
  /** What bgpipe allows a message to grow to, by its estimate. */
  private static final int MOST = 3800;

  /** The estimate of what is neither attribute nor prefix. */
  private static final int FIXED = Header.LENGTH + 4 + 64;

  private static final int IPV4 = AddressFamily.IPV4_UNICAST.packed();
  private static final int IPV6 = AddressFamily.IPV6_UNICAST.packed();

  final PeerIdentity peer;
  long timeMicros;
  long originated;
  int family;
  boolean addPath;

  /** The families that the peer had routes of, packed, with the ADD-PATH bit. */
  int[] families = {};

  private final ByteSink attributes = new ByteSink(64);

  /** The octets that these attributes were read from. */
  private final ByteSink raw = new ByteSink(64);

  private final ByteSink nextHop = new ByteSink(16);
  private final ByteSink nlri = new ByteSink(16);
  private final ByteSink prefixes = new ByteSink(16);

  Bundle(PeerIdentity peer) {
    this.peer = peer;
  }

  boolean hasIpv6Hop() {
    return nextHop.size() > 4;
  }

  boolean isEmpty() {
    return prefixes.size() == 0;
  }

  /** Octets that it holds. */
  int size() {
    return attributes.size() + nextHop.size() + nlri.size() + prefixes.size();
  }

  void clear() {
    prefixes.clear();
  }

  /** Whether a route may join whose attributes are the same octets as those of the first. */
  boolean takes(byte[] b, int from, int to, int itsFamily, boolean itsAddPath, int prefixLength) {
    return hasRoom(itsFamily, itsAddPath, prefixLength)
        && Arrays.equals(raw.array(), 0, raw.size(), b, from, to);
  }

  /** Whether a route may join. */
  boolean takes(EntryAttributes entry, int itsFamily, boolean itsAddPath, int prefixLength) {
    return hasRoom(itsFamily, itsAddPath, prefixLength)
        && equal(attributes, entry.rest)
        && equal(nextHop, entry.nextHop)
        && equal(nlri, entry.nlri);
  }

  private boolean hasRoom(int itsFamily, boolean itsAddPath, int prefixLength) {
    return family == itsFamily
        && addPath == itsAddPath
        && FIXED + attributes.size() + prefixes.size() + prefixLength <= MOST;
  }

  private static boolean equal(ByteSink a, ByteSink b) {
    return Arrays.equals(a.array(), 0, a.size(), b.array(), 0, b.size());
  }

  /** Begins anew with the attributes of an entry. */
  void begin(EntryAttributes entry, int itsFamily, boolean itsAddPath) {
    family = itsFamily;
    addPath = itsAddPath;
    copy(entry.rest, attributes);
    copy(entry.nextHop, nextHop);
    copy(entry.nlri, nlri);
    raw.clear().bytes(entry.source(), entry.from(), entry.to() - entry.from());
    prefixes.clear().bytes(nlri.array(), 0, nlri.size());
    meet(itsFamily | (itsAddPath ? 1 << 24 : 0));
  }

  private void meet(int key) {
    for (int met : families) {
      if (met == key) {
        return;
      }
    }
    families = Arrays.copyOf(families, families.length + 1);
    families[families.length - 1] = key;
  }

  private static void copy(ByteSink from, ByteSink to) {
    to.clear().bytes(from.array(), 0, from.size());
  }

  /** Takes a route: its path identifier if it has one, its length, its octets. */
  void add(byte[] b, int from, int to, long pathId) {
    if (addPath) {
      prefixes.u32(pathId);
    }
    prefixes.bytes(b, from, to - from);
  }

  /**
   * Writes the message.
   *
   * @param extended whether an IPv4 prefix with an IPv6 next hop stands in MP_REACH_NLRI (RFC
   *     8950); else beside an empty one, as bgpipe has it
   */
  void write(ByteSink out, boolean extended) {
    Header.begin(out.clear(), MessageType.UPDATE).u16(0).u16(0);
    boolean ipv6Hop = hasIpv6Hop();
    boolean inBody = family == IPV4 && !(extended && ipv6Hop);
    boolean reach = !inBody || ipv6Hop;
    boolean hop = !ipv6Hop && nextHop.size() == 4 && (family == IPV4 || family == IPV6);
    attributes(out, hop, reach, inBody);
    out.setU16(Header.LENGTH + 2, out.size() - Header.LENGTH - 4);
    if (inBody) {
      out.bytes(prefixes.array(), 0, prefixes.size());
    }
    out.setU16(Header.LENGTH_OFFSET, out.size());
  }

  /** The attributes, those that are added in their place by number. */
  private void attributes(ByteSink out, boolean hop, boolean reach, boolean inBody) {
    byte[] b = attributes.array();
    if (!hop && !reach) {
      out.bytes(b, 0, attributes.size());
      return;
    }
    boolean hopPending = hop;
    boolean reachPending = reach;
    for (int at = 0; at < attributes.size(); ) {
      boolean extended = (b[at] & AttributeCode.EXTENDED_LENGTH) != 0;
      int code = b[at + 1] & 0xff;
      int length = extended ? 4 + Bytes.u16(b, at + 2) : 3 + (b[at + 2] & 0xff);
      if (hopPending && code >= AttributeCode.NEXT_HOP) {
        hopPending = false;
        hop(out);
      }
      if (reachPending && code > AttributeCode.MP_REACH_NLRI) {
        reachPending = false;
        reach(out, inBody, hop);
      }
      if (!hop || code != AttributeCode.NEXT_HOP) {
        out.bytes(b, at, length);
      }
      at += length;
    }
    if (hopPending) {
      hop(out);
    }
    if (reachPending) {
      reach(out, inBody, hop);
    }
  }

  private void hop(ByteSink out) {
    out.u8(AttributeCode.TRANSITIVE).u8(AttributeCode.NEXT_HOP).u8(4);
    out.bytes(nextHop.array(), 0, 4);
  }

  private void reach(ByteSink out, boolean empty, boolean withoutHop) {
    int hop = withoutHop ? 0 : nextHop.size();
    int length = 5 + hop + (empty ? 0 : prefixes.size());
    out.u8(AttributeCode.OPTIONAL | (length > 255 ? AttributeCode.EXTENDED_LENGTH : 0));
    out.u8(AttributeCode.MP_REACH_NLRI);
    if (length > 255) {
      out.u16(length);
    } else {
      out.u8(length);
    }
    int said = empty ? IPV6 : family;
    out.u24(said).u8(hop).bytes(nextHop.array(), 0, hop).u8(0);
    if (!empty) {
      out.bytes(prefixes.array(), 0, prefixes.size());
    }
  }
}
