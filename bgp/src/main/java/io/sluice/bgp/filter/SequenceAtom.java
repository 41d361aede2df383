package io.sluice.bgp.filter;

/** {@code seq > 5}: the number of the message. */
final class SequenceAtom extends Atom {
  private final Operator operator;
  private final long number;

  private SequenceAtom(Operator operator, long number) {
    this.operator = operator;
    this.number = number;
  }

  static Atom of(Term t) {
    t.withoutIndex();
    if (t.operator() == Operator.PRESENT) {
      return new SequenceAtom(null, 0);
    }
    requireComparison(t);
    return new SequenceAtom(t.operator(), t.integer(Long.MIN_VALUE, Long.MAX_VALUE));
  }

  static void requireComparison(Term t) {
    t.only(
        Operator.PRESENT,
        Operator.EQUAL,
        Operator.LESS,
        Operator.LESS_OR_EQUAL,
        Operator.GREATER,
        Operator.GREATER_OR_EQUAL);
  }

  @Override
  Scope scope() {
    return Scope.MESSAGE;
  }

  @Override
  int test(Evaluation e) {
    return of(operator == null || operator.holds(Long.compare(e.message().sequence(), number)));
  }
}
