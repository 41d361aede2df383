package io.sluice.bgp.filter;

import java.util.List;

/** A compiled expression of ordinary, two-valued logic. */
interface Node {
  boolean test(Evaluation e);

  boolean perRoute();

  /** An atom; what is not there does not hold. */
  record Leaf(Atom atom) implements Node {
    @Override
    public boolean test(Evaluation e) {
      return e.carries(atom.scope()) ? atom.test(e) == Atom.TRUE : e.assume();
    }

    @Override
    public boolean perRoute() {
      return atom.perRoute();
    }
  }

  /** The opposite of an expression. */
  record Not(Node node) implements Node {
    @Override
    public boolean test(Evaluation e) {
      return !node.test(e);
    }

    @Override
    public boolean perRoute() {
      return node.perRoute();
    }
  }

  /** All of several. */
  record And(Node[] nodes) implements Node {
    @Override
    public boolean test(Evaluation e) {
      for (Node node : nodes) {
        if (!node.test(e)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public boolean perRoute() {
      return any(nodes);
    }
  }

  /** Any of several. */
  record Or(Node[] nodes) implements Node {
    @Override
    public boolean test(Evaluation e) {
      for (Node node : nodes) {
        if (node.test(e)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public boolean perRoute() {
      return any(nodes);
    }
  }

  private static boolean any(Node[] nodes) {
    return List.of(nodes).stream().anyMatch(Node::perRoute);
  }
}
