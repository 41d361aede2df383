package io.sluice.bgp.filter;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.Prefix;
import io.sluice.bgp.PrefixCursor;

/**
 * {@code prefix ~ 10.0.0.0/8}, {@code reach}, {@code unreach}: any of the prefixes of the message,
 * or with {@code [*]} all of them. {@code <} is more specific, {@code >} less specific, {@code ~}
 * overlaps. Path identifiers play no part.
 */
final class PrefixAtom extends Atom {
  private final Operator operator;
  private final Prefix value;
  private final boolean announced;
  private final boolean withdrawn;
  private final boolean all;
  private final boolean strict;

  private PrefixAtom(Term t, Prefix value, boolean announced, boolean withdrawn) {
    this.operator = t.operator();
    this.value = value;
    this.announced = announced;
    this.withdrawn = withdrawn;
    this.all = t.index() != null;
    this.strict = t.strict();
  }

  static Atom of(Term t, boolean announced, boolean withdrawn) {
    if (t.index() != null && !t.index().equals("*")) {
      throw t.badIndex(t.name() + " takes no index but [*], for all prefixes");
    }
    if (t.operator() == Operator.PRESENT && !(announced && withdrawn)) {
      return new PrefixAtom(t, null, announced, withdrawn);
    }
    t.only(
        Operator.EQUAL,
        Operator.LESS,
        Operator.LESS_OR_EQUAL,
        Operator.GREATER,
        Operator.GREATER_OR_EQUAL,
        Operator.MATCH);
    if (t.strict() && t.value().text().length() < 7) {
      throw t.badValue("bgpipe takes no prefix of fewer than seven characters");
    }
    return new PrefixAtom(t, prefix(t), announced, withdrawn);
  }

  static Prefix prefix(Term t) {
    try {
      return Prefix.parse(t.value().text());
    } catch (IllegalArgumentException e) {
      throw t.badValue(e.getMessage() + "; write a prefix such as 192.0.2.0/24 or 2001:db8::/32");
    }
  }

  @Override
  Scope scope() {
    return announced && !withdrawn ? Scope.ANNOUNCEMENTS : Scope.ROUTES;
  }

  @Override
  boolean perRoute() {
    return value != null;
  }

  @Override
  int test(Evaluation e) {
    if (e.single() && (announced || value != null)) {
      return of(announced && (value == null || e.route() != null && fits(e.route())));
    }
    PrefixCursor p = e.cursor;
    int outcome = ABSENT;
    if (announced) {
      outcome = walk(p.allAnnounced(e.update()), outcome);
    }
    if (withdrawn && outcome != (all ? FALSE : TRUE)) {
      outcome = walk(p.allWithdrawn(e.update()), outcome);
    }
    return value == null && outcome == ABSENT ? FALSE : outcome;
  }

  /** Goes on with more prefixes until the outcome is certain. */
  private int walk(PrefixCursor p, int before) {
    int outcome = before;
    while (p.next()) {
      if (strict && (p.family() & 0xff) != AddressFamily.SAFI_UNICAST) {
        continue;
      }
      boolean fits = value == null || fits(p);
      if (fits != all) {
        return of(fits);
      }
      outcome = of(fits);
    }
    return outcome;
  }

  private boolean fits(PrefixCursor p) {
    if (strict && (value.isMapped() || mapped(p))) {
      // What stands for IPv4 in IPv6 is neither to bgpipe.
      return false;
    }
    int bits = p.bits();
    boolean length =
        switch (operator) {
          case EQUAL -> bits == value.bits();
          case LESS -> bits > value.bits();
          case LESS_OR_EQUAL -> bits >= value.bits();
          case GREATER -> bits < value.bits();
          case GREATER_OR_EQUAL -> bits <= value.bits();
          default -> true;
        };
    return length && value.overlaps(p);
  }

  private static boolean mapped(PrefixCursor p) {
    return p.ipv6() && p.bits() >= 96 && p.high() == 0 && p.low() >>> 32 == 0xffff;
  }
}
