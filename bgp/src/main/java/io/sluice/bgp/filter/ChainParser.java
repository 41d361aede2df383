package io.sluice.bgp.filter;

import java.util.ArrayList;
import java.util.List;

/** Makes a {@link Chain} of a filter, as strict about its words as bgpipe. */
final class ChainParser {
  private static final int DEEPEST = 200;

  private final Lexer lexer;
  private int depth;

  ChainParser(String text) {
    this.lexer = new Lexer(text, true);
  }

  Node parse() {
    if (lexer.atEnd()) {
      throw lexer.fail(1, "the filter is empty");
    }
    Chain chain = chain();
    if (!lexer.atEnd()) {
      throw lexer.fail(
          lexer.column(), lexer.sees(")") ? "this ) closes nothing" : "expected && or || here");
    }
    return chain;
  }

  private Chain chain() {
    List<Chain.Term> terms = new ArrayList<>();
    boolean and = false;
    boolean more = true;
    while (more) {
      boolean negated = false;
      while (lexer.take("!")) {
        negated = true;
      }
      Atom atom = null;
      Chain group = null;
      int column = lexer.column();
      if (lexer.take("(")) {
        group = group(column);
      } else {
        AtomParser.Parsed parsed = AtomParser.parse(lexer, true);
        atom = parsed.atom();
        negated ^= parsed.negated();
      }
      boolean before = and;
      and = lexer.take("&&");
      more = and || lexer.take("||");
      terms.add(new Chain.Term(atom, group, negated, before, and));
    }
    return new Chain(terms);
  }

  private Chain group(int column) {
    if (++depth > DEEPEST) {
      throw lexer.fail(column, "nested deeper than " + DEEPEST);
    }
    Chain group = chain();
    if (!lexer.take(")")) {
      throw lexer.fail(column, "this ( is not closed");
    }
    depth--;
    return group;
  }
}
