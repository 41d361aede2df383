package io.sluice.bgp.filter;

import io.sluice.bgp.AsPath;
import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.Message;
import io.sluice.bgp.PrefixCursor;
import io.sluice.bgp.Update;
import io.sluice.bgp.json.JsonWriter;
import io.sluice.bgp.update.NextHop;

/** A filter at work on a message: what its atoms share. */
final class Evaluation {
  final PrefixCursor cursor = new PrefixCursor();
  final NextHop nextHop = new NextHop();
  final AsciiBuffer text = new AsciiBuffer();
  final JsonWriter json = new JsonWriter();

  private static final int WHOLE = -1;

  private final AsPath path = new AsPath();
  private Message message;
  private PrefixCursor route;
  private int family = WHOLE;
  private long pathOf = -1;
  private boolean assumption;
  private boolean assumed;

  /** Begins with another message, or with another route of it. */
  void begin(Message next, PrefixCursor nextRoute) {
    if (next != message) {
      pathOf = -1;
    }
    message = next;
    route = nextRoute;
    family = nextRoute == null ? WHOLE : nextRoute.family();
    assumed = false;
    assumption = false;
  }

  /** As {@link #begin}, with a route of a packed family that has no prefixes. */
  void beginOther(Message next, int packedFamily) {
    begin(next, null);
    family = packedFamily;
  }

  /** From now on, atoms that make no sense here are taken for true. */
  void assumeTrue() {
    assumption = true;
  }

  /** Whether an atom made no sense here and something was assumed. */
  boolean assumed() {
    return assumed;
  }

  /** What to take an atom for that makes no sense here. */
  boolean assume() {
    assumed = true;
    return assumption;
  }

  /** Whether the message carries what a scope asks for. */
  boolean carries(Atom.Scope scope) {
    if (scope == Atom.Scope.MESSAGE) {
      return true;
    }
    if (!message.isUpdate()) {
      return false;
    }
    if (single()) {
      return true;
    }
    Update u = message.update();
    return u.announces() || scope == Atom.Scope.ROUTES && u.withdraws();
  }

  Message message() {
    return message;
  }

  Update update() {
    return message.update();
  }

  /** Whether a single announced route is asked about, not the whole message. */
  boolean single() {
    return family != WHOLE;
  }

  /** The prefix of the single route; {@code null} when it has none. */
  PrefixCursor route() {
    return route;
  }

  /** The packed family of the single route. */
  int family() {
    return family;
  }

  /** The AS path of the UPDATE, decoded once for all atoms. */
  AsPath path() {
    if (pathOf != message.generation()) {
      pathOf = message.generation();
      path.read(message.update());
    }
    return path;
  }
}
