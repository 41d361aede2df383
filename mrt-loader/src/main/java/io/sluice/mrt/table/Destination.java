package io.sluice.mrt.table;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.wire.Bytes;
import java.util.Arrays;

/**
 * What routes lead to: a family, whether its routes have path identifiers, and the octets of the
 * NLRI as a withdrawal names it, path identifier left out. The order is that of dumps: families by
 * number, prefixes by address, the shorter first.
 */
final class Destination implements Comparable<Destination> {
  /** Octets in front of the NLRI: the family, and whether there are path identifiers. */
  static final int HEAD = 4;

  private final byte[] octets;
  private final int hash;

  /**
   * @param octets as described, not copied
   */
  Destination(byte[] octets) {
    this.octets = octets;
    this.hash = Arrays.hashCode(octets);
  }

  /** The packed family. */
  int family() {
    return Bytes.u24(octets, 0);
  }

  boolean addPath() {
    return octets[HEAD - 1] != 0;
  }

  /** Holds the NLRI from {@link #HEAD} on. */
  byte[] octets() {
    return octets;
  }

  /** Whether it is an address with a length, as dumps have records of their own for. */
  boolean isPrefix() {
    return isPrefix(family());
  }

  static boolean isPrefix(int family) {
    int afi = family >>> 8;
    int safi = family & 0xff;
    return (afi == AddressFamily.AFI_IPV4 || afi == AddressFamily.AFI_IPV6)
        && (safi == AddressFamily.SAFI_UNICAST || safi == AddressFamily.SAFI_MULTICAST);
  }

  @Override
  public int compareTo(Destination other) {
    int heads = Arrays.compareUnsigned(octets, 0, HEAD, other.octets, 0, HEAD);
    if (heads != 0 || !isPrefix()) {
      return heads != 0 ? heads : Arrays.compareUnsigned(octets, other.octets);
    }
    int address = HEAD + 1;
    int addresses =
        Arrays.compareUnsigned(
            octets, address, octets.length, other.octets, address, other.octets.length);
    return addresses != 0
        ? addresses
        : Integer.compare(octets[HEAD] & 0xff, other.octets[HEAD] & 0xff);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Destination that
        && hash == that.hash
        && Arrays.equals(octets, that.octets);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
