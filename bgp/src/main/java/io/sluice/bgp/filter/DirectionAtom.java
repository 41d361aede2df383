package io.sluice.bgp.filter;

import io.sluice.bgp.Direction;
import java.util.Locale;

/** {@code dir == L}: which way the message travels. */
final class DirectionAtom extends Atom {
  private final Direction direction;
  private final boolean present;

  private DirectionAtom(Direction direction, boolean present) {
    this.direction = direction;
    this.present = present;
  }

  static Atom of(Term t) {
    t.withoutIndex().only(Operator.PRESENT, Operator.EQUAL);
    if (t.operator() == Operator.PRESENT) {
      return new DirectionAtom(null, true);
    }
    return switch (t.value().text().toUpperCase(Locale.ROOT)) {
      case "L" -> new DirectionAtom(Direction.L, false);
      case "R" -> new DirectionAtom(Direction.R, false);
      // No message of a session travels both ways.
      case "LR", "RL" -> new DirectionAtom(null, false);
      default -> throw t.badValue("a direction is L (to the left), R (to the right) or LR");
    };
  }

  @Override
  Scope scope() {
    return Scope.MESSAGE;
  }

  @Override
  int test(Evaluation e) {
    return of(present || e.message().direction() == direction);
  }
}
