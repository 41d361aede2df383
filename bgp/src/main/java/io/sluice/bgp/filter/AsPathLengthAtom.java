package io.sluice.bgp.filter;

import io.sluice.bgp.AsPath;

/**
 * {@code as_path_len > 5}: how many hops the AS path has, a set counting as one; as {@code
 * as_path_hops} with repetitions of a hop counted once.
 */
final class AsPathLengthAtom extends Atom {
  private final Operator operator;
  private final long number;
  private final boolean distinct;

  private AsPathLengthAtom(Operator operator, long number, boolean distinct) {
    this.operator = operator;
    this.number = number;
    this.distinct = distinct;
  }

  static Atom of(Term t, boolean distinct) {
    SequenceAtom.requireComparison(t.withoutIndex());
    long number = t.operator() == Operator.PRESENT ? 0 : t.integer(0, Integer.MAX_VALUE);
    return new AsPathLengthAtom(t.operator(), number, distinct);
  }

  @Override
  Scope scope() {
    return Scope.ANNOUNCEMENTS;
  }

  @Override
  int test(Evaluation e) {
    AsPath path = e.path();
    if (operator == Operator.PRESENT) {
      return of(path.size() > 0);
    }
    if (path.size() == 0) {
      return ABSENT;
    }
    return of(operator.holds(Long.compare(distinct ? distinct(path) : path.hops(), number)));
  }

  private static int distinct(AsPath path) {
    int hops = 0;
    int before = -1;
    int size = path.size();
    for (int from = 0; from < size; ) {
      int to = from + 1;
      while (to < size && path.hop(to) == path.hop(from)) {
        to++;
      }
      if (before < 0 || !same(path, before, from, to)) {
        hops++;
      }
      before = from;
      from = to;
    }
    return hops;
  }

  /** Whether two hops that follow each other are the same: up to from, and from there up to to. */
  private static boolean same(AsPath path, int before, int from, int to) {
    if (from - before != to - from) {
      return false;
    }
    for (int i = 0; i < to - from; i++) {
      if (path.asn(before + i) != path.asn(from + i)) {
        return false;
      }
    }
    return path.inSet(before) == path.inSet(from);
  }
}
