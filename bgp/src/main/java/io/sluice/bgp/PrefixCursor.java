package io.sluice.bgp;

/**
 * Walks over IPv4 or IPv6 prefixes as they stand in NLRI (RFC 4271 4.3, RFC 4760 section 5, RFC
 * 7911 section 3), without creating an object for each. Not thread safe; reusable.
 */
public final class PrefixCursor {
  private byte[] buffer;
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
    return this;
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
      return false;
    }
    start = next;
    int at = next;
    pathId = 0;
    if (addPath) {
      if (limit - at < 5) {
        return fail();
      }
      pathId = (long) u16(at) << 16 | u16(at + 2);
      at += 4;
    }
    bitsAt = at;
    bits = buffer[at++] & 0xff;
    int octets = bits + 7 >>> 3;
    if (bits > maxBits || octets > limit - at) {
      return fail();
    }
    high = 0;
    low = 0;
    for (int i = 0; i < octets; i++) {
      long octet = buffer[at + i] & 0xffL;
      if (i < 8) {
        high |= octet << 56 - 8 * i;
      } else {
        low |= octet << 120 - 8 * i;
      }
    }
    mask();
    next = at + octets;
    return true;
  }

  private void mask() {
    if (bits < 64) {
      high = bits == 0 ? 0 : high & -1L << 64 - bits;
      low = 0;
    } else if (bits < 128) {
      low = bits == 64 ? 0 : low & -1L << 128 - bits;
    }
  }

  private boolean fail() {
    malformed = true;
    return false;
  }

  private int u16(int at) {
    return (buffer[at] & 0xff) << 8 | buffer[at + 1] & 0xff;
  }

  /** Whether the walk ended at octets that are no prefix. */
  public boolean malformed() {
    return malformed;
  }

  /** Where the octets begin that are no prefix, once {@link #malformed()}. */
  public int malformedAt() {
    return next;
  }

  /** The packed family of the prefixes. */
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
