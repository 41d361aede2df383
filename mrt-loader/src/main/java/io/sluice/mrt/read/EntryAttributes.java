package io.sluice.mrt.read;

import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.wire.ByteSink;
import io.sluice.bgp.wire.Bytes;

/**
 * The attributes of an entry in a table dump, MP_REACH_NLRI taken out of them: of that only the
 * next hop matters, which stands there alone (RFC 6396 4.3.4) or, in most files, in the whole
 * attribute. Lengths are checked, for an entry whose attributes cannot be told apart gives no
 * route.
 */
final class EntryAttributes {
  /** Octets that leave room for routes in a message of 65535. */
  private static final int MOST = 60_000;

  /** The attributes but MP_REACH_NLRI. */
  final ByteSink rest = new ByteSink(512);

  /** The next hop of MP_REACH_NLRI; empty if there is none. */
  final ByteSink nextHop = new ByteSink(64);

  /** The NLRI that stood in MP_REACH_NLRI. */
  final ByteSink nlri = new ByteSink(64);

  private final long[] seen = new long[4];
  private byte[] source;
  private int from;
  private int to;

  /** Whether the attributes could not be told apart. */
  boolean torn;

  /**
   * Takes attributes apart.
   *
   * @param as4 whether AS numbers have four octets
   * @param abbreviated whether MP_REACH_NLRI may hold the next hop alone
   * @param strict whether malformed values count as errors, and segments of confederations with
   *     them, as for bgpipe; else they are for others to judge
   * @return {@code null}, or what is wrong with them
   */
  String read(byte[] b, int from, int to, boolean as4, boolean abbreviated, boolean strict) {
    source = b;
    this.from = from;
    this.to = to;
    torn = false;
    rest.clear();
    nextHop.clear();
    nlri.clear();
    seen[0] = seen[1] = seen[2] = seen[3] = 0;
    int at = from;
    // Where begins what is not taken over yet: attributes are taken in as few pieces as possible.
    int pending = from;
    while (at < to) {
      if (to - at < 3) {
        torn = true;
        return "the attributes end inside the header of one";
      }
      boolean extended = (b[at] & AttributeCode.EXTENDED_LENGTH) != 0;
      int code = b[at + 1] & 0xff;
      int value = at + (extended ? 4 : 3);
      int end = value > to ? value : value + (extended ? Bytes.u16(b, at + 2) : b[at + 2] & 0xff);
      if (value > to || end > to) {
        torn = true;
        return "attribute " + code + " overruns the attributes";
      }
      if ((seen[code >>> 6] & 1L << code) != 0) {
        return "attribute " + code + " stands twice";
      }
      seen[code >>> 6] |= 1L << code;
      if (code == AttributeCode.MP_REACH_NLRI) {
        rest.bytes(b, pending, at - pending);
        pending = end;
        if (!reach(b, value, end, abbreviated)) {
          return "MP_REACH_NLRI of " + (end - value) + " octets holds no next hop";
        }
      } else if (strict && !sound(b, code, value, end, as4)) {
        return "attribute " + code + " is none that bgpipe takes: --router reads such routes";
      }
      at = end;
    }
    rest.bytes(b, pending, to - pending);
    if (rest.size() + nextHop.size() + nlri.size() > MOST) {
      return "the attributes are too long for a message";
    }
    return null;
  }

  /** The array that the attributes were read from. */
  byte[] source() {
    return source;
  }

  /** Where they begin in it. */
  int from() {
    return from;
  }

  /** Where they end. */
  int to() {
    return to;
  }

  /** Takes the next hop from NEXT_HOP if it did not stand in MP_REACH_NLRI. */
  void needNextHop() {
    byte[] b = rest.array();
    for (int at = 0; at < rest.size() && nextHop.size() == 0; ) {
      boolean extended = (b[at] & AttributeCode.EXTENDED_LENGTH) != 0;
      int value = at + (extended ? 4 : 3);
      int length = extended ? Bytes.u16(b, at + 2) : b[at + 2] & 0xff;
      if (b[at + 1] == AttributeCode.NEXT_HOP) {
        nextHop.bytes(b, value, length);
      }
      at = value + length;
    }
  }

  private boolean reach(byte[] b, int value, int end, boolean abbreviated) {
    int length = end - value;
    if (abbreviated && length > 0 && (b[value] & 0xff) == length - 1) {
      nextHop.bytes(b, value + 1, length - 1);
      return isHop(length - 1);
    }
    if (length < 5 || 5 + (b[value + 3] & 0xff) > length) {
      return false;
    }
    int hop = b[value + 3] & 0xff;
    nextHop.bytes(b, value + 4, hop);
    nlri.bytes(b, value + 5 + hop, length - 5 - hop);
    return isHop(hop);
  }

  /** One address, two of IPv6, or the same behind a route distinguisher each (RFC 4364, 4659). */
  private static boolean isHop(int length) {
    return switch (length) {
      case 0, 4, 12, 16, 24, 32, 48 -> true;
      default -> false;
    };
  }

  private static boolean sound(byte[] b, int code, int value, int end, boolean as4) {
    int length = end - value;
    return switch (code) {
      case AttributeCode.ORIGIN -> length == 1;
      case AttributeCode.AS_PATH -> path(b, value, end, as4 ? 4 : 2);
      case AttributeCode.NEXT_HOP,
          AttributeCode.MULTI_EXIT_DISC,
          AttributeCode.LOCAL_PREF,
          AttributeCode.ORIGINATOR_ID,
          AttributeCode.ONLY_TO_CUSTOMER ->
          length == 4;
      case AttributeCode.AGGREGATOR -> length == (as4 ? 8 : 6);
      case AttributeCode.AS4_PATH -> path(b, value, end, 4);
      case AttributeCode.AS4_AGGREGATOR -> length == 8;
      case AttributeCode.COMMUNITIES, AttributeCode.CLUSTER_LIST -> length % 4 == 0;
      case AttributeCode.EXTENDED_COMMUNITIES -> length % 8 == 0;
      case AttributeCode.LARGE_COMMUNITY -> length % 12 == 0;
      default -> true;
    };
  }

  /** Sets and sequences, none of them empty. */
  private static boolean path(byte[] b, int value, int end, int width) {
    int at = value;
    while (at + 2 <= end) {
      int count = b[at + 1] & 0xff;
      if (b[at] < 1 || b[at] > 2 || count == 0) {
        return false;
      }
      at += 2 + count * width;
    }
    return at == end;
  }
}
