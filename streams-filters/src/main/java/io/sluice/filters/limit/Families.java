package io.sluice.filters.limit;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.PrefixCursor;

/**
 * Family and length of a prefix in one integer: the family, numbered from 0, above eight bits of
 * length. The numbers stand in the journal and do not change.
 */
final class Families {
  private static final int IPV4_UNICAST = 0;
  private static final int IPV6_UNICAST = 1;
  private static final int IPV4_MULTICAST = 2;
  private static final int IPV6_MULTICAST = 3;

  private final boolean[] wanted;

  Families(LimitOptions o) {
    wanted =
        new boolean[] {o.ipv4(), o.ipv6(), o.ipv4() && o.multicast(), o.ipv6() && o.multicast()};
  }

  static int number(PrefixCursor route) {
    boolean multicast = (route.family() & 0xff) == AddressFamily.SAFI_MULTICAST;
    if (route.ipv6()) {
      return multicast ? IPV6_MULTICAST : IPV6_UNICAST;
    }
    return multicast ? IPV4_MULTICAST : IPV4_UNICAST;
  }

  static int kind(int number, int bits) {
    return number << 8 | bits;
  }

  static int number(int kind) {
    return kind >>> 8;
  }

  static int bits(int kind) {
    return kind & 0xff;
  }

  static boolean ipv6(int kind) {
    return (kind >>> 8 & 1) != 0;
  }

  /** Whether the stage looks at this family. */
  boolean wants(int number) {
    return wanted[number];
  }
}
