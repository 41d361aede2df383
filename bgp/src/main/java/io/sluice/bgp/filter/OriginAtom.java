package io.sluice.bgp.filter;

import io.sluice.bgp.AttributeCode;
import java.util.Locale;

/** {@code origin == igp}: the ORIGIN attribute. */
final class OriginAtom extends Atom {
  private final int value;

  private OriginAtom(int value) {
    this.value = value;
  }

  static Atom of(Term t) {
    t.withoutIndex().only(Operator.PRESENT, Operator.EQUAL);
    if (t.operator() == Operator.PRESENT) {
      return new OriginAtom(-1);
    }
    return switch (t.value().text().toLowerCase(Locale.ROOT)) {
      case "igp", "i", "0" -> new OriginAtom(0);
      case "egp", "e", "1" -> new OriginAtom(1);
      case "incomplete", "?", "2" -> new OriginAtom(2);
      default -> throw t.badValue("an origin is igp (i, 0), egp (e, 1) or incomplete (?, 2)");
    };
  }

  @Override
  Scope scope() {
    return Scope.ANNOUNCEMENTS;
  }

  @Override
  int test(Evaluation e) {
    if (value < 0) {
      return of(e.update().has(AttributeCode.ORIGIN));
    }
    int origin = e.update().origin();
    return origin < 0 ? ABSENT : of(origin == value);
  }
}
