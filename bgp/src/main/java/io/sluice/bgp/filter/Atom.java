package io.sluice.bgp.filter;

/** One question that a filter asks of a message. */
abstract class Atom {
  /** It holds. */
  static final int TRUE = 1;

  /** It does not hold. */
  static final int FALSE = 0;

  /** The message has not what is asked about. */
  static final int ABSENT = -1;

  /** What a message must carry for the question to make sense. */
  enum Scope {
    /** Nothing. */
    MESSAGE,
    /** Any route, announced or withdrawn. */
    ROUTES,
    /** An announced route: path attributes belong to those. */
    ANNOUNCEMENTS
  }

  abstract Scope scope();

  /** {@link #TRUE}, {@link #FALSE} or {@link #ABSENT}; of one route when the evaluation has one. */
  abstract int test(Evaluation e);

  /** Whether the answer may differ between the announced routes of one message. */
  boolean perRoute() {
    return false;
  }

  static int of(boolean holds) {
    return holds ? TRUE : FALSE;
  }
}
