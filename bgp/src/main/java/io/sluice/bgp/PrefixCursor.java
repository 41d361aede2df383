package io.sluice.bgp;

import io.sluice.bgp.wire.Bytes;

/**
 * Walks over IPv4 or IPv6 prefixes as they stand in NLRI (RFC 4271 4.3, RFC 4760 section 5, RFC
 * 7911 section 3), without creating an object for each. Not thread safe; reusable.
 */
public final class PrefixCursor {
  private byte[] buffer = Bytes.NONE;
  private int next;
  private int limit;
  private int maxBits;
  private int family;
  private boolean addPath;
  private boolean malformed;
  private int start;
  private int bitsAt;
  private long pathId;
  private int bits;
  private long high;
  private long low;
  private int index;
  private int laterFrom;
  private int laterTo;
  private int laterFamily;
  private boolean laterAddPath;

  /** Whether prefixes of this packed family can be walked: IPv4, IPv6; unicast, multicast. */
  public static boolean supports(int packedFamily) {
    int afi = packedFamily >>> 8;
    int safi = packedFamily & 0xff;
    return (afi == AddressFamily.AFI_IPV4 || afi == AddressFamily.AFI_IPV6)
        && (safi == AddressFamily.SAFI_UNICAST || safi == AddressFamily.SAFI_MULTICAST);
  }

  /**
   * Begins anew.
   *
   * @param from where the first prefix begins
   * @param to where the last one ends
   * @param packedFamily a family that {@linkplain #supports can be walked}
   */
  public PrefixCursor wrap(
      byte[] buffer, int from, int to, int packedFamily, DecodeContext context) {
    this.buffer = buffer;
    this.next = from;
    this.limit = to;
    this.family = packedFamily;
    this.maxBits = packedFamily >>> 8 == AddressFamily.AFI_IPV6 ? 128 : 32;
    this.addPath = context.addPath(packedFamily);
    this.malformed = false;
    this.index = -1;
    this.laterTo = -1;
    return this;
  }

  private PrefixCursor then(Update u, int attributeCode) {
    int i = u.find(attributeCode);
    int from = i < 0 ? -1 : u.nlriStart(i);
    if (from >= 0 && from < u.end(i) && supports(u.family(i))) {
      laterFrom = from;
      laterTo = u.end(i);
      laterFamily = u.family(i);
      laterAddPath = u.context().addPath(laterFamily);
    }
    return this;
  }

  /** All announced prefixes of an UPDATE: those of the body, then those of MP_REACH_NLRI. */
  public PrefixCursor allAnnounced(Update u) {
    return announced(u).then(u, AttributeCode.MP_REACH_NLRI);
  }

  /** All withdrawn prefixes of an UPDATE: those of the body, then those of MP_UNREACH_NLRI. */
  public PrefixCursor allWithdrawn(Update u) {
    return withdrawn(u).then(u, AttributeCode.MP_UNREACH_NLRI);
  }

  /** The withdrawn routes in the body of an UPDATE. */
  public PrefixCursor withdrawn(Update u) {
    return wrap(
        u.buffer(),
        u.withdrawnStart(),
        u.withdrawnEnd(),
        AddressFamily.IPV4_UNICAST.packed(),
        u.context());
  }

  /** The announced routes in the body of an UPDATE. */
  public PrefixCursor announced(Update u) {
    return wrap(
        u.buffer(), u.attributesEnd(), u.end(), AddressFamily.IPV4_UNICAST.packed(), u.context());
  }

  /** The routes of the MP_REACH_NLRI or MP_UNREACH_NLRI attribute at an index of an UPDATE. */
  public PrefixCursor attribute(Update u, int index) {
    int from = u.nlriStart(index);
    boolean readable = from >= 0 && supports(u.family(index));
    wrap(
        u.buffer(),
        readable ? from : u.end(index),
        u.end(index),
        readable ? u.family(index) : AddressFamily.IPV4_UNICAST.packed(),
        u.context());
    malformed = from < 0;
    return this;
  }

  /** Goes to the next prefix; false at the end or at something that is none. */
  public boolean next() {
    if (next >= limit || malformed) {
      if (malformed || laterTo < 0) {
        return false;
      }
      later();
    }
    start = next;
    int at = next;
    pathId = 0;
    if (addPath) {
      if (limit - at < 5) {
        return fail();
      }
      pathId = Bytes.u32(buffer, at);
      at += 4;
    }
    bitsAt = at;
    bits = buffer[at++] & 0xff;
    int octets = bits + 7 >>> 3;
    if (bits > maxBits || octets > limit - at) {
      return fail();
    }
    if (maxBits == 32) {
      high = bits == 0 ? 0 : (long) ipv4(at, octets) << 32 & -1L << 64 - bits;
      low = 0;
    } else {
      ipv6(at, octets);
    }
    next = at + octets;
    index++;
    return true;
  }

  private void later() {
    next = laterFrom;
    limit = laterTo;
    family = laterFamily;
    maxBits = laterFamily >>> 8 == AddressFamily.AFI_IPV6 ? 128 : 32;
    addPath = laterAddPath;
    laterTo = -1;
  }

  /** Reads four octets at once where the array has them: those behind the prefix are masked. */
  private int ipv4(int at, int octets) {
    if (at + 4 <= buffer.length) {
      return Bytes.i32(buffer, at);
    }
    int value = 0;
    for (int i = 0; i < octets; i++) {
      value |= (buffer[at + i] & 0xff) << 24 - 8 * i;
    }
    return value;
  }

  private void ipv6(int at, int octets) {
    high = 0;
    low = 0;
    if (at + 16 <= buffer.length) {
      high = Bytes.i64(buffer, at);
      low = Bytes.i64(buffer, at + 8);
    } else {
      for (int i = 0; i < octets; i++) {
        long octet = buffer[at + i] & 0xffL;
        if (i < 8) {
          high |= octet << 56 - 8 * i;
        } else {
          low |= octet << 120 - 8 * i;
        }
      }
    }
    if (bits <= 64) {
      high = bits == 0 ? 0 : high & -1L << 64 - bits;
      low = 0;
    } else {
      low &= -1L << 128 - bits;
    }
  }

  private boolean fail() {
    malformed = true;
    return false;
  }

  /** Whether the walk ended at octets that are no prefix. */
  public boolean malformed() {
    return malformed;
  }

  /** Where the octets begin that are no prefix, once {@link #malformed()}. */
  public int malformedAt() {
    return next;
  }

  /** Number of the prefix in this walk, from 0. */
  public int index() {
    return index;
  }

  /** The packed family of the prefix. */
  public int family() {
    return family;
  }

  /** Whether the prefixes carry path identifiers. */
  public boolean hasPathId() {
    return addPath;
  }

  /** Where the prefix begins, with its path identifier. */
  public int start() {
    return start;
  }

  /** Where the length octet of the prefix stands. */
  public int prefixStart() {
    return bitsAt;
  }

  /** Where the prefix ends. */
  public int end() {
    return next;
  }

  /** Path identifier, 0 to 4294967295; 0 without ADD-PATH. */
  public long pathId() {
    return pathId;
  }

  /** Length of the prefix in bits. */
  public int bits() {
    return bits;
  }

  /** The first 64 bits of the address, host bits cleared; an IPv4 address in the upper half. */
  public long high() {
    return high;
  }

  /** The last 64 bits of the address, host bits cleared; 0 for IPv4. */
  public long low() {
    return low;
  }

  /** Whether it is an IPv6 prefix. */
  public boolean ipv6() {
    return maxBits == 128;
  }
}
