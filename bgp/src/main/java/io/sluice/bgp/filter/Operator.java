package io.sluice.bgp.filter;

/** What an atom asks of its attribute. A negated operator is one of these behind a {@code !}. */
enum Operator {
  /** None: is it there at all? */
  PRESENT(""),
  EQUAL("=="),
  LESS("<"),
  LESS_OR_EQUAL("<="),
  GREATER(">"),
  GREATER_OR_EQUAL(">="),
  MATCH("~");

  private final String symbol;

  Operator(String symbol) {
    this.symbol = symbol;
  }

  String symbol() {
    return symbol;
  }

  boolean isOrdering() {
    return this == LESS || this == LESS_OR_EQUAL || this == GREATER || this == GREATER_OR_EQUAL;
  }

  /** Whether it compares: equality or order. */
  boolean isComparison() {
    return this == EQUAL || isOrdering();
  }

  /** Whether the outcome of comparing is what a comparison asks for. */
  boolean holds(int comparison) {
    return switch (this) {
      case EQUAL -> comparison == 0;
      case LESS -> comparison < 0;
      case LESS_OR_EQUAL -> comparison <= 0;
      case GREATER -> comparison > 0;
      case GREATER_OR_EQUAL -> comparison >= 0;
      default -> throw new IllegalStateException(this + " does not compare");
    };
  }

  /** The operator of a spelling, negated ones without their {@code !}; {@code null} for none. */
  static Operator of(String spelling) {
    return switch (spelling) {
      case "==", "=", "!=", "=!" -> EQUAL;
      case "<" -> LESS;
      case "<=" -> LESS_OR_EQUAL;
      case ">" -> GREATER;
      case ">=" -> GREATER_OR_EQUAL;
      case "~", "!~", "~!" -> MATCH;
      default -> null;
    };
  }
}
