package io.sluice.bgp;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.IntStream;

/**
 * What a reader must know, beside the bytes, to decode the messages of one direction of a session:
 * what both ends negotiated in their OPENs, or what the subtype of an MRT record says. Immutable.
 */
public final class DecodeContext {
  private static final int[] NONE = {};

  /** Those whose next hop is an IPv4 address unless agreed otherwise. */
  private static final int[] IPV4_FAMILIES =
      IntStream.of(
              AddressFamily.SAFI_UNICAST,
              AddressFamily.SAFI_MULTICAST,
              AddressFamily.SAFI_LABELED,
              AddressFamily.SAFI_VPN)
          .map(safi -> AddressFamily.AFI_IPV4 << 8 | safi)
          .toArray();

  /** Four-octet AS numbers, no ADD-PATH, no extended next hops: most of today's sessions. */
  public static final DecodeContext AS4 = new DecodeContext(true, NONE, NONE);

  /** Two-octet AS numbers, no ADD-PATH, no extended next hops. */
  public static final DecodeContext AS2 = new DecodeContext(false, NONE, NONE);

  private final boolean as4;
  private final int[] addPath;
  private final int[] extendedNextHop;
  private final boolean addPathIpv4Unicast;

  private DecodeContext(boolean as4, int[] addPath, int[] extendedNextHop) {
    this.as4 = as4;
    this.addPath = addPath;
    this.extendedNextHop = extendedNextHop;
    this.addPathIpv4Unicast =
        Arrays.binarySearch(addPath, AddressFamily.IPV4_UNICAST.packed()) >= 0;
  }

  /**
   * @param as4 whether AS_PATH and AGGREGATOR hold four-octet AS numbers (RFC 6793)
   * @param addPath the families whose NLRI carry a path identifier (RFC 7911)
   * @param extendedNextHop the families that may have an IPv6 next hop (RFC 8950)
   */
  public static DecodeContext of(
      boolean as4, Collection<AddressFamily> addPath, Collection<AddressFamily> extendedNextHop) {
    if (addPath.isEmpty() && extendedNextHop.isEmpty()) {
      return as4 ? AS4 : AS2;
    }
    return new DecodeContext(as4, packed(addPath), packed(extendedNextHop));
  }

  private static int[] packed(Collection<AddressFamily> families) {
    return families.stream().mapToInt(AddressFamily::packed).sorted().distinct().toArray();
  }

  /** Whether AS_PATH and AGGREGATOR hold four-octet AS numbers. */
  public boolean as4() {
    return as4;
  }

  /** The same with AS numbers of another width. */
  public DecodeContext withAs4(boolean four) {
    return four == as4 ? this : new DecodeContext(four, addPath, extendedNextHop);
  }

  /** The same where every IPv4 family may have an IPv6 next hop (RFC 8950). */
  public DecodeContext withIpv6NextHops() {
    int[] all =
        IntStream.concat(Arrays.stream(extendedNextHop), Arrays.stream(IPV4_FAMILIES)).toArray();
    return new DecodeContext(as4, addPath, Arrays.stream(all).sorted().distinct().toArray());
  }

  /** Whether NLRI of this family, {@link AddressFamily#packed()}, carry a path identifier. */
  public boolean addPath(int packedFamily) {
    return Arrays.binarySearch(addPath, packedFamily) >= 0;
  }

  /** {@link #addPath(int)} of IPv4 unicast, the family of the fields outside the attributes. */
  public boolean addPathIpv4Unicast() {
    return addPathIpv4Unicast;
  }

  /** Whether NLRI of this family may have an IPv6 next hop. */
  public boolean extendedNextHop(int packedFamily) {
    return Arrays.binarySearch(extendedNextHop, packedFamily) >= 0;
  }

  /** The packed families with path identifiers, ascending; a copy. */
  public int[] addPathFamilies() {
    return addPath.clone();
  }

  /** The packed families that may have an IPv6 next hop, ascending; a copy. */
  public int[] extendedNextHopFamilies() {
    return extendedNextHop.clone();
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof DecodeContext c
        && as4 == c.as4
        && Arrays.equals(addPath, c.addPath)
        && Arrays.equals(extendedNextHop, c.extendedNextHop);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Arrays.hashCode(addPath) + Arrays.hashCode(extendedNextHop))
        + Boolean.hashCode(as4);
  }

  @Override
  public String toString() {
    return "DecodeContext[as4="
        + as4
        + ", addPath="
        + Arrays.toString(addPath)
        + ", extendedNextHop="
        + Arrays.toString(extendedNextHop)
        + "]";
  }
}
