package io.sluice.bgp.filter;

import java.util.Locale;

/** Reads an atom: an attribute, maybe an index, maybe an operator and a value. */
final class AtomParser {
  private AtomParser() {}

  /**
   * What was read.
   *
   * @param negated whether its operator was one of those with a {@code !}
   */
  record Parsed(Atom atom, boolean negated) {}

  static Parsed parse(Lexer lexer, boolean strict) {
    int column = lexer.column();
    String name = lexer.name();
    if (name.isEmpty()) {
      throw lexer.fail(column, "expected an attribute here, such as prefix, as_origin or ipv6");
    }
    String index = lexer.index();
    int operatorColumn = lexer.column();
    String spelling = lexer.operator();
    Operator operator = Operator.PRESENT;
    Literal value = null;
    if (!spelling.isEmpty()) {
      operator = Operator.of(spelling);
      if (operator == null) {
        throw lexer.fail(
            operatorColumn, spelling + " is no operator; there are == != < <= > >= ~ !~");
      }
      value = lexer.value();
      if (value == null) {
        throw lexer.fail(lexer.column(), "expected a value behind " + spelling);
      }
    }
    Term term =
        new Term(
            name.toLowerCase(Locale.ROOT).replace('-', '_'),
            column,
            index,
            operator,
            operatorColumn,
            value,
            strict,
            lexer);
    return new Parsed(Attributes.atom(term), spelling.indexOf('!') >= 0);
  }
}
