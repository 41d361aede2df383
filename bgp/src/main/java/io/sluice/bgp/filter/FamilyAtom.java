package io.sluice.bgp.filter;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.Update;
import io.sluice.bgp.json.FamilyNames;

/**
 * {@code af == ipv6/unicast}: the family of the routes: of MP_REACH_NLRI if there is one, else of
 * MP_UNREACH_NLRI, else IPv4 unicast; of a single route its own.
 */
final class FamilyAtom extends Atom {
  private static final int ANY = -1;

  private final int afi;
  private final int safi;

  FamilyAtom(int afi, int safi) {
    this.afi = afi;
    this.safi = safi;
  }

  static Atom of(Term t) {
    t.withoutIndex().only(Operator.EQUAL);
    if (t.value().integer() != null) {
      return new FamilyAtom((int) t.integer(0, 65535), ANY);
    }
    String name = t.value().text();
    AddressFamily family = FamilyNames.familyOf(name);
    if (family != null) {
      return new FamilyAtom(family.afi(), family.safi());
    }
    if (FamilyNames.afiOf(name) >= 0) {
      return new FamilyAtom(FamilyNames.afiOf(name), ANY);
    }
    if (FamilyNames.safiOf(name) >= 0) {
      return new FamilyAtom(ANY, FamilyNames.safiOf(name));
    }
    throw t.badValue(
        "a family is AFI/SAFI, an AFI or a SAFI, such as ipv6/unicast, ipv6, flowspec");
  }

  @Override
  Scope scope() {
    return Scope.ROUTES;
  }

  @Override
  int test(Evaluation e) {
    int family = e.single() ? e.family() : of(e.update());
    return of((afi == ANY || family >>> 8 == afi) && (safi == ANY || (family & 0xff) == safi));
  }

  /** The packed family of an UPDATE as a whole. */
  static int of(Update u) {
    int i = u.find(AttributeCode.MP_REACH_NLRI);
    if (i < 0) {
      i = u.find(AttributeCode.MP_UNREACH_NLRI);
    }
    int family = i < 0 ? -1 : u.family(i);
    return family < 0 ? AddressFamily.IPV4_UNICAST.packed() : family;
  }
}
