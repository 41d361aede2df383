package io.sluice.filters.limit;

import io.sluice.bgp.AsPath;
import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.PrefixCursor;
import io.sluice.bgp.Update;
import io.sluice.filters.Ruling;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Gathers which routes of a message are over which limit, and says it: the first finding is the
 * reason of the refusal, the first of each further kind an event beside it.
 */
final class Findings {
  private final LimitOptions options;
  private final String[] rules;
  private final BitSet refused = new BitSet();
  private final AsciiBuffer text = new AsciiBuffer();
  private final AsPath path = new AsPath();
  private Update update;
  private Ruling ruling;
  private Kind first;
  private Map<String, String> data;
  private int seen;

  /** The limits. */
  private enum Kind {
    SHORT("short"),
    LONG("long"),
    SESSION("session"),
    ORIGIN("origin"),
    BLOCK("block"),
    /** Judged before: raises nothing again. */
    REPLAYED("");

    private final String event;

    Kind(String event) {
      this.event = event;
    }
  }

  Findings(LimitOptions options) {
    this.options = options;
    this.rules =
        new String[] {
          "--min-length " + options.minLength(),
          "--max-length " + options.maxLength(),
          "--session " + options.session(),
          "--origin " + options.origin(),
          "--block " + options.block(),
          ""
        };
  }

  void begin(Update of, Ruling to) {
    update = of;
    ruling = to;
    first = null;
    seen = 0;
  }

  /** Whether a route is too short or too long, and so refused. */
  boolean length(PrefixCursor route) {
    if (route.bits() < options.minLength()) {
      return found(Kind.SHORT, route, -1, options.minLength());
    }
    if (options.maxLength() > 0 && route.bits() > options.maxLength()) {
      return found(Kind.LONG, route, -1, options.maxLength());
    }
    return false;
  }

  boolean session(PrefixCursor route, long count) {
    return found(Kind.SESSION, route, count, options.session());
  }

  boolean origin(PrefixCursor route, long count) {
    return found(Kind.ORIGIN, route, count, options.origin());
  }

  boolean block(PrefixCursor route, long count) {
    return found(Kind.BLOCK, route, count, options.block());
  }

  void replayed(PrefixCursor route) {
    found(Kind.REPLAYED, route, -1, -1);
  }

  private boolean found(Kind kind, PrefixCursor route, long count, long limit) {
    if (first == null) {
      refused.clear();
      first = kind;
      data = data(route, count, limit);
    } else if (kind != first && (seen & 1 << kind.ordinal()) == 0 && !kind.event.isEmpty()) {
      ruling.event(kind.event, data(route, count, limit));
    }
    seen |= 1 << kind.ordinal();
    refused.set(route.index());
    return true;
  }

  private Map<String, String> data(PrefixCursor route, long count, long limit) {
    Map<String, String> data = new LinkedHashMap<>(8);
    data.put("prefix", text.clear().prefix(route).toString());
    data.put("origin", Long.toString(path.read(update).origin()));
    if (count >= 0) {
      data.put("count", Long.toString(count));
    }
    if (limit >= 0) {
      data.put("limit", Long.toString(limit));
    } else {
      data.put("replayed", "true");
    }
    return data;
  }

  void end() {
    if (first != null) {
      int routes = refused.cardinality();
      if (routes > 1) {
        data.put("routes", Integer.toString(routes));
      }
      ruling.refuse(refused, rules[first.ordinal()], first.event, data);
    }
    update = null;
    ruling = null;
  }
}
