package io.sluice.bgp.filter;

import java.util.ArrayList;
import java.util.List;

/** Makes a tree of a filter: {@code or = and {"||" and}}, {@code and = not {"&&" not}}. */
final class Parser {
  private static final int DEEPEST = 200;

  private final Lexer lexer;
  private int depth;

  Parser(String text) {
    this.lexer = new Lexer(text, false);
  }

  Node parse() {
    if (lexer.atEnd()) {
      throw lexer.fail(
          1, "the filter is empty: say what is meant, such as ipv4 or prefix ~ 10.0.0.0/8");
    }
    Node node = or();
    if (!lexer.atEnd()) {
      throw lexer.fail(
          lexer.column(),
          lexer.sees(")")
              ? "this ) closes nothing"
              : "expected && or || here, or the end of the filter");
    }
    return node;
  }

  private Node or() {
    List<Node> nodes = new ArrayList<>();
    do {
      nodes.add(and());
    } while (lexer.take("||"));
    return nodes.size() == 1 ? nodes.get(0) : new Node.Or(nodes.toArray(new Node[0]));
  }

  private Node and() {
    List<Node> nodes = new ArrayList<>();
    do {
      nodes.add(not());
    } while (lexer.take("&&"));
    return nodes.size() == 1 ? nodes.get(0) : new Node.And(nodes.toArray(new Node[0]));
  }

  private Node not() {
    int column = lexer.column();
    if (++depth > DEEPEST) {
      throw lexer.fail(column, "nested deeper than " + DEEPEST);
    }
    Node node;
    if (lexer.take("!")) {
      node = new Node.Not(not());
    } else if (lexer.take("(")) {
      node = or();
      if (!lexer.take(")")) {
        throw lexer.fail(column, "this ( is not closed: put a ) behind what it holds");
      }
    } else {
      node = atom();
    }
    depth--;
    return node;
  }

  private Node atom() {
    AtomParser.Parsed parsed = AtomParser.parse(lexer, false);
    Node leaf = new Node.Leaf(parsed.atom());
    return parsed.negated() ? new Node.Not(leaf) : leaf;
  }
}
