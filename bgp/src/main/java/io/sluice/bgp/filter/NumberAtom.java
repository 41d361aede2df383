package io.sluice.bgp.filter;

/** {@code med < 100}, {@code local_pref}, {@code otc}: attributes that are a number of 32 bits. */
final class NumberAtom extends Atom {
  private final int code;
  private final Operator operator;
  private final long number;

  private NumberAtom(int code, Operator operator, long number) {
    this.code = code;
    this.operator = operator;
    this.number = number;
  }

  static Atom of(Term t, int code) {
    SequenceAtom.requireComparison(t.withoutIndex());
    long number = t.operator() == Operator.PRESENT ? 0 : t.integer(0, 0xffffffffL);
    return new NumberAtom(code, t.operator(), number);
  }

  @Override
  Scope scope() {
    return Scope.ANNOUNCEMENTS;
  }

  @Override
  int test(Evaluation e) {
    long value = e.update().number(code);
    if (operator == Operator.PRESENT) {
      return of(value >= 0);
    }
    return value < 0 ? ABSENT : of(operator.holds(Long.compare(value, number)));
  }
}
