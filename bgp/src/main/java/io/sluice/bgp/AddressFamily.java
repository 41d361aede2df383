package io.sluice.bgp;

/**
 * An address family: an AFI (RFC 4760, 16 bits) and a SAFI (8 bits), both as on the wire, assigned
 * or not.
 *
 * @param afi address family identifier, 0 to 65535
 * @param safi subsequent address family identifier, 0 to 255
 */
public record AddressFamily(int afi, int safi) implements Comparable<AddressFamily> {
  public static final int AFI_IPV4 = 1;
  public static final int AFI_IPV6 = 2;
  public static final int SAFI_UNICAST = 1;
  public static final int SAFI_MULTICAST = 2;

  public static final int AFI_L2VPN = 25;
  public static final int AFI_BGP_LS = 16388;
  public static final int SAFI_LABELED = 4;
  public static final int SAFI_MCAST_VPN = 5;
  public static final int SAFI_VPLS = 65;
  public static final int SAFI_EVPN = 70;
  public static final int SAFI_BGP_LS = 71;
  public static final int SAFI_BGP_LS_VPN = 72;
  public static final int SAFI_SR_POLICY = 73;
  public static final int SAFI_MUP = 85;
  public static final int SAFI_VPN = 128;
  public static final int SAFI_VPN_MULTICAST = 129;
  public static final int SAFI_ROUTE_TARGET = 132;
  public static final int SAFI_FLOWSPEC = 133;
  public static final int SAFI_FLOWSPEC_VPN = 134;

  public static final AddressFamily IPV4_UNICAST = new AddressFamily(AFI_IPV4, SAFI_UNICAST);
  public static final AddressFamily IPV6_UNICAST = new AddressFamily(AFI_IPV6, SAFI_UNICAST);

  public AddressFamily {
    if (afi < 0 || afi > 0xffff || safi < 0 || safi > 0xff) {
      throw new IllegalArgumentException("no address family: AFI " + afi + ", SAFI " + safi);
    }
  }

  /** AFI and SAFI in one integer: {@code afi << 8 | safi}. */
  public int packed() {
    return afi << 8 | safi;
  }

  /** The family of a {@link #packed()} integer. */
  public static AddressFamily ofPacked(int packed) {
    return switch (packed) {
      case 0x0101 -> IPV4_UNICAST;
      case 0x0201 -> IPV6_UNICAST;
      default -> new AddressFamily(packed >>> 8, packed & 0xff);
    };
  }

  @Override
  public int compareTo(AddressFamily other) {
    return Integer.compare(packed(), other.packed());
  }
}
