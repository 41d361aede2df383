package io.sluice.bgp.filter;

import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.Message;
import io.sluice.bgp.PrefixCursor;
import io.sluice.bgp.Update;

/**
 * A compiled filter expression, such as {@code ipv4 && as_origin == 64500 && !(prefix ~
 * 10.0.0.0/8)}. It decodes of a message only what it asks for. {@code &&} binds closer than {@code
 * ||}, {@code !} closer than both; an attribute that is not there makes its atom false.
 *
 * <p>A filter that asks about routes <em>says nothing</em> about a message without any, such as a
 * KEEPALIVE or an End-of-RIB marker, when the answer depends on them. Path attributes belong to
 * announced routes, so an UPDATE that announces nothing has none. Holds working space: one instance
 * for each thread.
 */
public final class Filter {
  /** How a filter is read. */
  public enum Mode {
    /** Ordinary precedence and two-valued logic; silent where it asks for what is not there. */
    STANDARD,
    /**
     * Exactly as bgpipe reads it, with its precedence, its third value and its strictness about
     * blanks; never silent, never of single routes.
     */
    BGPIPE
  }

  /** What a filter says of a message. */
  public enum Result {
    /** The message is meant. */
    MATCH,
    /** The message is not meant. */
    MISMATCH,
    /** The filter asks about routes, the message carries none, and the answer depends on them. */
    SILENT;

    private static Result of(boolean holds) {
      return holds ? MATCH : MISMATCH;
    }
  }

  private final String text;
  private final Mode mode;
  private final Node root;
  private final boolean perRoute;
  private final Evaluation evaluation = new Evaluation();

  private Filter(String text, Mode mode, Node root) {
    this.text = text;
    this.mode = mode;
    this.root = root;
    this.perRoute = root.perRoute();
  }

  /**
   * Compiles an expression.
   *
   * @throws FilterSyntaxException that points at the column and says what would be right
   */
  public static Filter compile(String text) {
    return compile(text, Mode.STANDARD);
  }

  /** As {@link #compile(String)}, in a mode. */
  public static Filter compile(String text, Mode mode) {
    boolean standard = mode == Mode.STANDARD;
    return new Filter(
        text, mode, standard ? new Parser(text).parse() : new ChainParser(text).parse());
  }

  /** The expression as it was given. */
  public String text() {
    return text;
  }

  /**
   * Whether the result may differ between the announced routes of one message, because the filter
   * asks for prefixes. Then {@link #evaluate(Message, PrefixCursor)} tells of each.
   */
  public boolean perRoute() {
    return perRoute;
  }

  /**
   * Whether the announced routes of a message have to be looked at one by one: because the filter
   * asks for prefixes, or because they are of two families, in the body and in MP_REACH_NLRI.
   */
  public boolean perRoute(Message message) {
    if (!message.isUpdate() || !message.update().announces()) {
      return false;
    }
    Update u = message.update();
    boolean mixed = u.attributesEnd() < u.end() && u.has(AttributeCode.MP_REACH_NLRI);
    return perRoute || mode == Mode.STANDARD && mixed;
  }

  /** What the filter says of a message as a whole: any of its prefixes may be the one asked for. */
  public Result evaluate(Message message) {
    return evaluate(message, null);
  }

  /**
   * What the filter says of one announced route of an UPDATE.
   *
   * @param route stands on the route; {@code null} for the whole message
   */
  public Result evaluate(Message message, PrefixCursor route) {
    evaluation.begin(message, route);
    return evaluate();
  }

  /**
   * What the filter says of the announced routes of MP_REACH_NLRI where they are no prefixes, such
   * as EVPN routes: nothing holds of them that asks for a prefix.
   *
   * @param family their packed family
   */
  public Result evaluateOther(Message message, int family) {
    evaluation.beginOther(message, family);
    return evaluate();
  }

  private Result evaluate() {
    boolean holds = root.test(evaluation);
    if (evaluation.assumed()) {
      // What makes no sense here was taken for false. If it makes a difference, say nothing.
      evaluation.assumeTrue();
      if (root.test(evaluation) != holds) {
        return Result.SILENT;
      }
    }
    return Result.of(holds);
  }

  @Override
  public String toString() {
    return text;
  }
}
