package io.sluice.bgp.filter;

import com.google.re2j.Matcher;
import io.sluice.bgp.AsPath;

/**
 * {@code as_path == 64500}, {@code as_path[0] == 64500}, {@code as_origin == 64500}: any hop of the
 * AS path, or the one at a place, from 0 at the sender or from -1 at the origin; any member counts
 * of a hop that is a set. A hop that is not there is nobody.
 */
final class AsPathAtom extends Atom {
  private static final int ANY = Integer.MIN_VALUE;

  private final Operator operator;
  private final int place;
  private final long number;

  private AsPathAtom(Operator operator, int place, long number) {
    this.operator = operator;
    this.place = place;
    this.number = number;
  }

  /** {@code as_path}, with or without an index. */
  static Atom of(Term t) {
    int place = ANY;
    if (t.index() != null && !t.index().equals("*")) {
      Long index = Literal.integer(t.index());
      if (index == null || Math.abs(index) > 100_000) {
        throw t.badIndex(
            t.name() + " takes a number as index, or *: 0 is the sender, -1 the origin");
      }
      return at(t, index.intValue());
    }
    if (t.operator() == Operator.PRESENT) {
      return new AsPathAtom(t.operator(), place, 0);
    }
    if (t.operator() == Operator.MATCH) {
      Matcher regex = Regex.compile(t);
      return new AsPathTextAtom(null, regex);
    }
    if (t.value().integer() == null && t.operator() == Operator.EQUAL) {
      boolean text = t.value().real() == null && !t.value().text().isEmpty();
      if (!text) {
        throw t.badValue(
            "an AS path is compared with a number, or with a path such as 64500,64501");
      }
      return new AsPathTextAtom(t.value().text(), null);
    }
    return new AsPathAtom(t.operator(), place, number(t));
  }

  /** One hop: {@code as_origin} and the like. */
  static Atom at(Term t, int place) {
    if (t.index() != null && !t.name().endsWith("path")) {
      throw t.badIndex(t.name() + " takes no index; as_path does");
    }
    if (t.operator() == Operator.PRESENT || t.operator() == Operator.MATCH) {
      throw t.lexer()
          .fail(t.operatorColumn(), t.name() + " needs a comparison: " + t.name() + " == 64500");
    }
    return new AsPathAtom(t.operator(), place, number(t));
  }

  private static long number(Term t) {
    if (t.value().integer() == null) {
      throw t.badValue("an AS number goes from 0 to 4294967295");
    }
    return t.strict() ? t.integer(0, Long.MAX_VALUE) & 0xffffffffL : t.integer(0, 0xffffffffL);
  }

  @Override
  Scope scope() {
    return Scope.ANNOUNCEMENTS;
  }

  @Override
  int test(Evaluation e) {
    AsPath path = e.path();
    int size = path.size();
    if (operator == Operator.PRESENT) {
      return of(size > 0);
    }
    if (size == 0) {
      return ABSENT;
    }
    int hop = place >= 0 || place == ANY ? place : place + path.hops();
    for (int i = 0; i < size; i++) {
      if ((place == ANY || path.hop(i) == hop)
          && operator.holds(Long.compare(path.asn(i), number))) {
        return TRUE;
      }
    }
    return FALSE;
  }
}
