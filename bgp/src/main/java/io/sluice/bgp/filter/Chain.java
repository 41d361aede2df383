package io.sluice.bgp.filter;

import java.util.List;

/**
 * An expression with the logic of bgpipe: three values, and terms looked at from left to right. A
 * term with {@code &&} on either side must hold; of the others one is enough. What is absent stays
 * so when negated, but in parentheses it counts as false.
 */
final class Chain implements Node {
  private final Term[] terms;

  Chain(List<Term> terms) {
    this.terms = terms.toArray(new Term[0]);
  }

  /**
   * One term.
   *
   * @param atom the atom, or {@code null}
   * @param group what stands in parentheses, or {@code null}
   * @param negated whether the outcome is turned round
   * @param andBefore whether {@code &&} stands before it
   * @param andBehind whether {@code &&} stands behind it
   */
  record Term(Atom atom, Chain group, boolean negated, boolean andBefore, boolean andBehind) {
    private int test(Evaluation e) {
      if (group == null && atom.scope() == Atom.Scope.MESSAGE) {
        return turned(atom.test(e));
      }
      // Of a message that is no UPDATE nothing else holds, not even what is negated.
      if (!e.message().isUpdate()) {
        return Atom.FALSE;
      }
      return turned(group == null ? atom.test(e) : Atom.of(group.outcome(e) == Atom.TRUE));
    }

    private int turned(int outcome) {
      return negated && outcome != Atom.ABSENT ? Atom.of(outcome == Atom.FALSE) : outcome;
    }
  }

  private int outcome(Evaluation e) {
    int outcome = Atom.ABSENT;
    for (Term term : terms) {
      int one = term.test(e);
      boolean and = term.andBefore || term.andBehind;
      if (one == Atom.TRUE && !and) {
        return Atom.TRUE;
      }
      if (one != Atom.TRUE && and) {
        return Atom.FALSE;
      }
      outcome = Math.max(outcome, one);
    }
    return outcome;
  }

  @Override
  public boolean test(Evaluation e) {
    return outcome(e) == Atom.TRUE;
  }

  @Override
  public boolean perRoute() {
    // bgpipe lets a message pass whole or not at all.
    return false;
  }
}
