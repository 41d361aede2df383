package io.sluice.bgp.filter;

import io.sluice.bgp.Address;
import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.Prefix;
import io.sluice.bgp.Update;
import io.sluice.bgp.update.NextHop;

/**
 * {@code nexthop ~ 192.0.2.0/24}: the next hop, that of MP_REACH_NLRI if there is one. An IPv6 one
 * that stands for an IPv4 address counts as that.
 */
final class NextHopAtom extends Atom {
  private final Operator operator;
  private final Prefix value;
  private final boolean strict;

  private NextHopAtom(Term t, Prefix value) {
    this.operator = t.operator();
    this.value = value;
    this.strict = t.strict();
  }

  static Atom of(Term t) {
    t.withoutIndex();
    if (t.operator() == Operator.PRESENT) {
      return new NextHopAtom(t, null);
    }
    Prefix value = PrefixAtom.prefix(t);
    if (t.operator() != Operator.MATCH
        && (value.bits() != (value.ipv6() ? 128 : 32) || value.isMapped())) {
      throw t.badValue(
          t.name() + " is compared with a single address; ~ asks whether it lies in a prefix");
    }
    return new NextHopAtom(t, value);
  }

  @Override
  Scope scope() {
    return Scope.ANNOUNCEMENTS;
  }

  @Override
  int test(Evaluation e) {
    NextHop hop = e.nextHop;
    boolean there = e.update().nextHop(hop) && !(strict && opaque(e.update()));
    if (value == null) {
      return of(there);
    }
    if (!there) {
      return ABSENT;
    }
    Address address = address(hop);
    if (operator == Operator.MATCH) {
      return of(value.contains(address.ipv6(), address.high(), address.low()));
    }
    return of(
        value.ipv6() == address.ipv6()
            && operator.holds(
                address.compareTo(new Address(value.ipv6(), value.high(), value.low()))));
  }

  /** Whether the next hop is that of routes that bgpipe does not read. */
  private static boolean opaque(Update u) {
    int i = u.find(AttributeCode.MP_REACH_NLRI);
    int safi = i < 0 ? AddressFamily.SAFI_UNICAST : u.family(i) & 0xff;
    return safi != AddressFamily.SAFI_UNICAST && safi != AddressFamily.SAFI_FLOWSPEC;
  }

  private static Address address(NextHop hop) {
    Address address = new Address(!hop.ipv4(), hop.hi(), hop.lo());
    return address.isMapped() ? Address.ipv4((int) address.low()) : address;
  }
}
