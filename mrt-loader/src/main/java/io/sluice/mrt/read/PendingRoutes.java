package io.sluice.mrt.read;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Header;
import io.sluice.bgp.MessageType;
import io.sluice.bgp.wire.ByteSink;
import io.sluice.mrt.PeerIdentity;
import io.sluice.mrt.ReadOptions;
import io.sluice.mrt.TableStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The bundles of all peers. A message that is complete becomes the reader's current one. */
final class PendingRoutes {
  private static final int IPV4 = AddressFamily.IPV4_UNICAST.packed();
  private static final int ADD_PATH = 1 << 24;

  private final BaseReader reader;
  private final TableStyle style;
  private final boolean asOnePeer;
  private final List<Bundle> bundles = new ArrayList<>();
  private final ByteSink out = new ByteSink(4096);
  private boolean as4;
  private int octets;
  private long micros;

  /** The bundle that is let go next; -1 while routes are gathered. */
  private int flushing = -1;

  private int flushedFamilies;

  /** The bundle of the route before: with all as one peer, the only one that may hold any. */
  private Bundle latest;

  private boolean last;

  PendingRoutes(BaseReader reader, ReadOptions options) {
    this.reader = reader;
    this.style = options.tables();
    this.asOnePeer = options.asOnePeer();
  }

  /** Says what time it is in the records, microseconds since 1970. */
  void time(long now) {
    micros = now;
  }

  /** Octets that wait. */
  int octets() {
    return octets;
  }

  /** Lets all bundles go, in the order of their peers; {@link #next} gives them. */
  void flush() {
    flushing = 0;
    last = false;
  }

  /** As {@link #flush}, End-of-RIB markers behind them if the style wants them. */
  void end() {
    flush();
    last = style != TableStyle.BGPIPE;
  }

  /** Whether bundles are being let go. */
  boolean flushes() {
    return flushing >= 0;
  }

  /**
   * Makes the next bundle that is let go the current message, or the next End-of-RIB marker.
   *
   * @return whether there was one
   */
  boolean next() {
    while (flushing >= 0 && flushing < bundles.size()) {
      Bundle bundle = bundles.get(flushing);
      if (bundle != null && !bundle.isEmpty()) {
        emit(bundle);
        return true;
      }
      if (bundle != null && last && flushedFamilies < bundle.families.length) {
        endOfRib(bundle, bundle.families[flushedFamilies++]);
        return true;
      }
      flushing++;
      flushedFamilies = 0;
    }
    flushing = -1;
    return false;
  }

  /** Forgets all peers. */
  void forget() {
    bundles.clear();
    latest = null;
    octets = 0;
  }

  /**
   * Adds a route.
   *
   * @param number of the peer, from 0
   * @param family packed
   * @param pathId -1 for none
   * @param originated when it was learnt, seconds since 1970
   * @return whether it made a message complete
   */
  boolean add(
      PeerIdentity peer,
      int number,
      EntryAttributes attributes,
      boolean fourOctets,
      int family,
      byte[] prefix,
      int prefixLength,
      long pathId,
      long originated) {
    as4 = fourOctets;
    Bundle bundle = bundle(peer, number);
    boolean addPath = pathId >= 0;
    int length = prefixLength + (addPath ? 4 : 0);
    boolean joins =
        !bundle.isEmpty()
            && style != TableStyle.SINGLE
            && (style == TableStyle.BGPIPE || bundle.originated == originated)
            && bundle.takes(attributes, family, addPath, length);
    Bundle before = asOnePeer && latest != null ? latest : bundle;
    boolean complete = !joins && !before.isEmpty();
    if (complete) {
      emit(before);
    }
    latest = bundle;
    octets -= bundle.size();
    if (!joins) {
      bundle.begin(attributes, family, addPath);
      bundle.timeMicros = micros;
      bundle.originated = originated;
    }
    bundle.add(prefix, 0, prefixLength, pathId);
    octets += bundle.size();
    return complete;
  }

  /**
   * Adds a route if its attributes are the very octets of those that wait for the same peer: then
   * nobody has to take them apart.
   *
   * @param from where the attributes begin in the array
   * @return whether it was added
   */
  boolean joins(
      int number,
      byte[] b,
      int from,
      int to,
      boolean fourOctets,
      int family,
      byte[] prefix,
      int prefixLength,
      long pathId,
      long originated) {
    Bundle bundle = number < bundles.size() ? bundles.get(number) : null;
    boolean addPath = pathId >= 0;
    boolean joins =
        bundle != null
            && !bundle.isEmpty()
            && as4 == fourOctets
            && style != TableStyle.SINGLE
            && (style == TableStyle.BGPIPE || bundle.originated == originated)
            && bundle.takes(b, from, to, family, addPath, prefixLength + (addPath ? 4 : 0));
    if (joins) {
      octets -= bundle.size();
      bundle.add(prefix, 0, prefixLength, pathId);
      octets += bundle.size();
    }
    return joins;
  }

  /** Lets the bundle of a peer go, if there is one. */
  boolean complete(int number) {
    Bundle bundle = number < bundles.size() ? bundles.get(number) : null;
    if (bundle == null || bundle.isEmpty()) {
      return false;
    }
    emit(bundle);
    return true;
  }

  private Bundle bundle(PeerIdentity peer, int number) {
    while (bundles.size() <= number) {
      bundles.add(null);
    }
    Bundle bundle = bundles.get(number);
    if (bundle == null) {
      bundle = new Bundle(peer);
      bundles.set(number, bundle);
    }
    return bundle;
  }

  private void emit(Bundle bundle) {
    octets -= bundle.size();
    boolean router = style != TableStyle.BGPIPE;
    boolean extended = router && bundle.family == IPV4 && bundle.hasIpv6Hop();
    bundle.write(out, router);
    Map<String, String> tags = bundle.peer.tags();
    if (router) {
      tags = new TreeMap<>(tags);
      tags.put("ORIGINATED", Long.toString(bundle.originated));
    }
    describe(bundle, context(bundle.family, bundle.addPath, extended), tags);
    bundle.clear();
    octets += bundle.size();
  }

  private void endOfRib(Bundle bundle, int family) {
    Header.begin(out.clear(), MessageType.UPDATE).u16(0);
    int packed = family & ~ADD_PATH;
    if (packed == IPV4) {
      out.u16(0);
    } else {
      // MP_UNREACH_NLRI without routes (RFC 4724 section 2).
      out.u16(6).u8(0x80).u8(15).u8(3).u24(packed);
    }
    out.setU16(Header.LENGTH_OFFSET, out.size());
    bundle.timeMicros = micros;
    describe(bundle, context(packed, family != packed, false), bundle.peer.tags());
  }

  private void describe(Bundle bundle, DecodeContext context, Map<String, String> tags) {
    reader.peer = bundle.peer;
    reader.timed = true;
    reader.timeMicros = bundle.timeMicros;
    reader
        .message
        .wrap(out.array(), 0, out.size())
        .describe("", 0, Direction.R, 0, bundle.timeMicros, context, tags);
  }

  private DecodeContext context(int family, boolean addPath, boolean extended) {
    if (!addPath && !extended) {
      return as4 ? DecodeContext.AS4 : DecodeContext.AS2;
    }
    List<AddressFamily> families = List.of(AddressFamily.ofPacked(family));
    return DecodeContext.of(as4, addPath ? families : List.of(), extended ? families : List.of());
  }
}
