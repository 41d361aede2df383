package io.sluice.mrt.read;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.nlri.NlriCursor;
import io.sluice.bgp.wire.Bytes;
import io.sluice.mrt.ArchiveReader.Kind;
import io.sluice.mrt.Damage;
import io.sluice.mrt.PeerIdentity;
import io.sluice.mrt.ReadOptions;
import io.sluice.mrt.TableStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes UPDATEs of table dumps: TABLE_DUMP and TABLE_DUMP_V2 (RFC 6396 4.2 and 4.3, RFC 8050). A
 * record holds the routes of many peers to one prefix; they are looked at one by one, and each may
 * complete a message.
 */
final class TableDumps {
  private static final int PEER_INDEX_TABLE = 1;
  private static final int RIB_GENERIC = 6;
  private static final int GEO_PEER_TABLE = 7;
  private static final int FIRST_ADD_PATH = 8;
  private static final int LAST = 12;

  private static final String[] NAMES = {
    "",
    "PEER_INDEX_TABLE",
    "RIB_IPV4_UNICAST",
    "RIB_IPV4_MULTICAST",
    "RIB_IPV6_UNICAST",
    "RIB_IPV6_MULTICAST",
    "RIB_GENERIC",
    "GEO_PEER_TABLE",
    "RIB_IPV4_UNICAST_ADDPATH",
    "RIB_IPV4_MULTICAST_ADDPATH",
    "RIB_IPV6_UNICAST_ADDPATH",
    "RIB_IPV6_MULTICAST_ADDPATH",
    "RIB_GENERIC_ADDPATH"
  };

  /** Octets that may wait, and peers of the old type; then all that waits is let go. */
  private static final int MOST_PENDING = 32 << 20;

  private static final int MOST_MET = 4096;

  private static final int IPV4 = AddressFamily.IPV4_UNICAST.packed();

  private final FramedReader reader;
  private final Peers peers;
  private final boolean asBgpipe;
  private final PassedOver passedOver;
  private final EntryAttributes attributes = new EntryAttributes();
  private final NlriCursor cursor = new NlriCursor();
  private final PendingRoutes pending;

  /** The peers by their index; {@code null} before their table. */
  private List<PeerIdentity> index;

  private List<PeerIdentity> nextIndex;

  /** The peers of TABLE_DUMP as they are met. */
  private final Map<PeerIdentity, Integer> met = new HashMap<>();

  /** The entries of the current record that are still to be looked at. */
  private byte[] b;

  private int at;
  private int end;
  private int entries;
  private boolean version1;
  private boolean addPath;
  private int family;

  /** The prefix of the record as it stands in a message. */
  private byte[] prefix = new byte[32];

  private int prefixLength;

  /** Where the header of the current record stands. */
  private int header;

  /** What is wrong with an entry behind which a message had to go first. */
  private Damage deferred;

  private boolean ended;

  TableDumps(FramedReader reader, Peers peers, ReadOptions options, PassedOver passedOver) {
    this.reader = reader;
    this.passedOver = passedOver;
    this.peers = peers;
    this.asBgpipe = options.tables() == TableStyle.BGPIPE;
    this.pending = new PendingRoutes(reader, options);
  }

  /**
   * Octets that the length of a record of TABLE_DUMP leaves out. Collectors of 2000 put many routes
   * into one, and forgot the view and the number in front of them.
   */
  static int uncounted(byte[] b, int from, int to) {
    int length = from + 12 + 2 * 4;
    return to - from > 22 && to - from > 22 + Bytes.u16(b, length) ? 4 : 0;
  }

  /** A record of TABLE_DUMP, which holds one route, or many. */
  Kind version1(byte[] record, int from, int to, int subtype, long micros) {
    start(from, micros);
    if (subtype != AddressFamily.AFI_IPV4 && subtype != AddressFamily.AFI_IPV6) {
      return null;
    }
    family = subtype << 8 | AddressFamily.SAFI_UNICAST;
    if (to - from < 14 + 2 * octets() || !whole(record, from + 4, to)) {
      return fault(from, to, "a route of TABLE_DUMP that is malformed or overruns its record");
    }
    begin(record, from + 4, to, 1);
    version1 = true;
    if (met.size() >= MOST_MET) {
      pending.flush();
    }
    return more();
  }

  private int octets() {
    return family >>> 8 == AddressFamily.AFI_IPV4 ? 4 : 16;
  }

  /** Whether a route of TABLE_DUMP fits. */
  private boolean whole(byte[] record, int from, int to) {
    int fixed = 10 + 2 * octets();
    return to - from >= fixed
        && (record[from + octets()] & 0xff) <= 8 * octets()
        && to - from >= fixed + Bytes.u16(record, from + fixed - 2);
  }

  /** A record of TABLE_DUMP_V2. */
  Kind version2(byte[] record, int from, int to, int subtype, long micros) {
    start(from, micros);
    if (subtype == PEER_INDEX_TABLE || subtype == GEO_PEER_TABLE) {
      nextIndex = PeerIndex.read(record, from, to, subtype == GEO_PEER_TABLE, !asBgpipe, peers);
      if (nextIndex == null) {
        return fault(from, to, "a table of peers that is cut");
      }
      begin(record, to, to, 0);
      pending.end();
      return more();
    }
    if (subtype == 0 || subtype > LAST) {
      return null;
    }
    if (asBgpipe && subtype != 2 && subtype != 4) {
      passedOver.add(NAMES[subtype], reader.offset);
      return null;
    }
    addPath = subtype >= FIRST_ADD_PATH;
    int plain = addPath ? subtype - 6 : subtype;
    return plain == RIB_GENERIC ? generic(record, from, to) : prefix(record, from, to, plain);
  }

  /** RIB_IPV4_UNICAST and the like: a prefix and the routes to it. */
  private Kind prefix(byte[] record, int from, int to, int subtype) {
    boolean ipv6 = subtype >= 4;
    family = (ipv6 ? 2 : 1) << 8 | ((subtype & 1) == 0 ? 1 : 2);
    int bits = to - from < 7 ? 0 : record[from + 4] & 0xff;
    int octets = (bits + 7) / 8;
    if (to - from < 7 + octets || !prefix(record, from + 5, octets, bits, ipv6 ? 128 : 32)) {
      return fault(from, to, "a prefix of " + bits + " bits in a record of " + (to - from));
    }
    return entries(record, from, from + 5 + octets, to);
  }

  /** RIB_GENERIC: a route of any family. */
  private Kind generic(byte[] record, int from, int to) {
    if (to - from < 10) {
      return fault(from, to, "a record without a route");
    }
    family = Bytes.u16(record, from + 4) << 8 | record[from + 6] & 0xff;
    cursor.reset(record, from + 7, to, family, false);
    if (!cursor.next() || cursor.opaque() || cursor.entryLength() > to - from - 9) {
      return fault(from, to, "a route whose length is not known");
    }
    prefixLength = cursor.entryLength();
    prefix = prefixLength > prefix.length ? new byte[prefixLength] : prefix;
    System.arraycopy(record, cursor.entryOffset(), prefix, 0, prefixLength);
    return entries(record, from, from + 7 + prefixLength, to);
  }

  private Kind entries(byte[] record, int from, int count, int to) {
    reader.stands = true;
    if (index == null) {
      return fault(from, to, "a route before any PEER_INDEX_TABLE");
    }
    begin(record, count + 2, to, Bytes.u16(record, count));
    return more();
  }

  private boolean prefix(byte[] record, int from, int octets, int bits, int most) {
    if (bits > most) {
      return false;
    }
    prefix[0] = (byte) bits;
    prefixLength = 1 + (bits + 7) / 8;
    System.arraycopy(record, from, prefix, 1, Math.min(octets, prefixLength - 1));
    return true;
  }

  private void start(int from, long micros) {
    header = from - MrtHeader.LENGTH;
    entries = 0;
    pending.time(micros);
  }

  private Kind fault(int from, int to, String reason) {
    long octets = reader.stands ? to - from : to - header;
    long offset = reader.offset + (reader.stands ? from - header : 0);
    return reader.damaged(offset, octets, null, reason);
  }

  private void begin(byte[] record, int from, int to, int count) {
    b = record;
    at = from;
    end = to;
    entries = count;
    version1 = false;
    reader.stands = true;
    if (pending.octets() > MOST_PENDING) {
      pending.flush();
    }
  }

  /** The next message, of what is let go first, then of the record's entries. */
  Kind more() {
    if (deferred != null) {
      reader.damage = deferred;
      deferred = null;
      return Kind.DAMAGE;
    }
    while (true) {
      if (pending.flushes()) {
        if (pending.next()) {
          return Kind.MESSAGE;
        }
        flushed();
      }
      if (entries == 0) {
        return null;
      }
      entries--;
      Kind kind = version1 ? entry1() : entry2();
      if (kind != null) {
        return kind;
      }
    }
  }

  private void flushed() {
    if (nextIndex != null) {
      index = nextIndex;
      nextIndex = null;
      pending.forget();
      met.clear();
    } else if (met.size() >= MOST_MET) {
      pending.forget();
      met.clear();
    }
  }

  /** What is left behind the last record. */
  Kind atEnd() {
    if (!ended) {
      ended = true;
      entries = 0;
      pending.end();
    }
    return more();
  }

  /** The same where a part is missing, so that no table is at its end. */
  Kind atBreak() {
    if (!ended) {
      ended = true;
      entries = 0;
      pending.flush();
    }
    return more();
  }

  private Kind entry1() {
    if (!whole(b, at, end)) {
      return fault(at, end, "a route of TABLE_DUMP that is malformed or overruns its record");
    }
    int octets = octets();
    prefix(b, at, octets, b[at + octets] & 0xff, 8 * octets);
    int peer = at + octets + 6;
    PeerIdentity who =
        peers.of(Bgp4mp.address(b, peer, octets), Bytes.u16(b, peer + octets), 0, "", Map.of());
    Integer known = met.get(who);
    int number = known == null ? met.size() : known;
    met.put(who, number);
    int from = peer + octets + 4;
    int to = from + Bytes.u16(b, from - 2);
    at = to;
    entries = at < end ? 1 : 0;
    return route(who, number, from, to, -1, Bytes.u32(b, peer - 4));
  }

  private Kind entry2() {
    int fixed = addPath ? 12 : 8;
    int from = at + fixed;
    int to = end - at < fixed ? end : from + Bytes.u16(b, from - 2);
    if (end - at < fixed || to > end) {
      entries = 0;
      return fault(at, end, "an entry that overruns its record");
    }
    int number = Bytes.u16(b, at);
    int entry = at;
    at = to;
    if (number >= index.size()) {
      return fault(entry, to, "peer " + number + " of a table of " + index.size());
    }
    long pathId = addPath ? Bytes.u32(b, entry + 6) : -1;
    return route(index.get(number), number, from, to, pathId, Bytes.u32(b, entry + 2));
  }

  private Kind route(
      PeerIdentity peer, int number, int from, int to, long pathId, long originated) {
    if (pending.joins(
        number, b, from, to, !version1, family, prefix, prefixLength, pathId, originated)) {
      return null;
    }
    boolean abbreviated = !(version1 && asBgpipe);
    String wrong = attributes.read(b, from, to, !version1, abbreviated, asBgpipe);
    if (wrong != null) {
      Kind damage = fault(from, to, wrong);
      // bgpipe gathers no more for a peer of which it could read an entry, though not use it.
      if (attributes.torn || !pending.complete(number)) {
        return damage;
      }
      deferred = reader.damage;
      return Kind.MESSAGE;
    }
    if (abbreviated) {
      attributes.nlri.clear();
    }
    if (!asBgpipe && family != IPV4) {
      attributes.needNextHop();
    }
    boolean complete =
        pending.add(
            peer, number, attributes, !version1, family, prefix, prefixLength, pathId, originated);
    return complete ? Kind.MESSAGE : null;
  }
}
