package io.sluice.bgp.filter;

/**
 * An atom as it stands in a filter, before it is known what its parts mean.
 *
 * @param name the attribute, in small letters, {@code _} for {@code -}
 * @param column where the name stands, from 1
 * @param index what stands in brackets behind it, or {@code null}
 * @param operator what is asked; its negation is the parser's
 * @param operatorColumn where the operator stands, from 1
 * @param value what it is compared with; {@code null} for {@link Operator#PRESENT}
 * @param strict whether to take only what bgpipe takes
 * @param lexer knows the text, for errors
 */
record Term(
    String name,
    int column,
    String index,
    Operator operator,
    int operatorColumn,
    Literal value,
    boolean strict,
    Lexer lexer) {

  /** An error in the value, or in what stands in its place. */
  FilterSyntaxException badValue(String problem) {
    return lexer.fail(value == null ? operatorColumn : value.column(), problem);
  }

  /** An error in the index. */
  FilterSyntaxException badIndex(String problem) {
    return lexer.fail(column + name.length(), problem);
  }

  /** Refuses an index. */
  Term withoutIndex() {
    if (index != null) {
      throw badIndex(name + " takes no index");
    }
    return this;
  }

  /** Refuses operators beside those. */
  Term only(Operator... operators) {
    for (Operator allowed : operators) {
      if (operator == allowed) {
        return this;
      }
    }
    StringBuilder list = new StringBuilder();
    for (Operator allowed : operators) {
      list.append(list.length() == 0 ? "" : ", ");
      list.append(allowed == Operator.PRESENT ? "no operator" : allowed.symbol());
    }
    if (operator == Operator.PRESENT) {
      throw lexer.fail(operatorColumn, name + " needs an operator and a value: " + list);
    }
    throw lexer.fail(
        operatorColumn, name + " does not take " + operator.symbol() + ", but: " + list);
  }

  /** The value as an integer within bounds. */
  long integer(long least, long most) {
    Long number = value.quoted() && !strict ? Literal.integer(value.text()) : value.integer();
    if (number == null || number < least || number > most) {
      throw badValue(
          name
              + " is compared with an integer from "
              + least
              + " to "
              + most
              + ", not "
              + value.text());
    }
    return number;
  }
}
