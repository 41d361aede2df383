package io.sluice.filters.grep;

import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.Message;
import io.sluice.bgp.Notification;
import io.sluice.bgp.PrefixCursor;
import io.sluice.bgp.Update;
import io.sluice.bgp.filter.Filter;
import io.sluice.bgp.filter.Filter.Result;
import io.sluice.bgp.json.FamilyNames;
import io.sluice.bgp.nlri.NlriCursor;
import io.sluice.filters.Ruling;
import io.sluice.filters.Stage;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps what a filter means (grep), or removes it (drop).
 *
 * <p>A filter that asks about prefixes is put to each announced route of an UPDATE, and only the
 * routes concerned are refused: the others of the message are none of its business. Where it says
 * nothing about a message, such as an IPv6 filter about a KEEPALIVE, the message passes.
 * Withdrawals pass always: keeping one back would leave a route standing that is gone. Where whole
 * messages are to be removed, as from archives, none of this holds but the filter's answer.
 */
public final class GrepStage implements Stage {
  private final Filter filter;
  private final GrepOptions options;
  private final PrefixCursor cursor = new PrefixCursor();
  private final NlriCursor routes = new NlriCursor();
  private final BitSet refused = new BitSet();
  private final AsciiBuffer text = new AsciiBuffer();

  /**
   * @param filter an instance of its own
   */
  public GrepStage(Filter filter, GrepOptions options) {
    this.filter = filter;
    this.options = options;
  }

  @Override
  public void judge(Message message, Ruling ruling) {
    if (!options.whole() && filter.perRoute(message)) {
      judgeRoutes(message, ruling);
      return;
    }
    Result result = filter.evaluate(message);
    if (result == Result.SILENT && !options.whole()) {
      return;
    }
    boolean match = result == Result.MATCH;
    if (!ends(match, !match, ruling, Map.of())) {
      if (match == options.drop() && !options.keep()) {
        if (options.whole()) {
          ruling.replace(List.of(), filter.text(), event(match), Map.of());
        } else {
          ruling.refuseAll(filter.text(), event(match), Map.of());
        }
      } else if (!event(match).isEmpty()) {
        ruling.event(event(match), Map.of());
      }
    }
  }

  private void judgeRoutes(Message message, Ruling ruling) {
    refused.clear();
    boolean matches = false;
    boolean fails = false;
    Map<String, String> data = Map.of();
    cursor.allAnnounced(message.update());
    while (cursor.next()) {
      Result result = filter.evaluate(message, cursor);
      if (result == Result.SILENT) {
        continue;
      }
      boolean match = result == Result.MATCH;
      matches |= match;
      fails |= !match;
      if (match == options.drop()) {
        if (refused.isEmpty()) {
          data = new LinkedHashMap<>();
          data.put("prefix", text.clear().prefix(cursor).toString());
        }
        refused.set(cursor.index());
      }
    }
    int other = otherFamily(message.update());
    if (other >= 0) {
      boolean match = filter.evaluateOther(message, other) == Result.MATCH;
      matches |= match;
      fails |= !match;
      if (match == options.drop()) {
        refuseOthers(message.update());
        if (data.isEmpty()) {
          data = new LinkedHashMap<>();
          data.put("family", FamilyNames.family(other));
        }
      }
    }
    if (ends(matches, fails, ruling, data)) {
      return;
    }
    boolean refuses = !refused.isEmpty() && !options.keep();
    if (refuses) {
      if (refused.cardinality() > 1) {
        data.put("routes", Integer.toString(refused.cardinality()));
      }
      ruling.refuse(refused, filter.text(), event(options.drop()), data);
    }
    raise(matches && !(refuses && options.drop()), options.eventMatch(), ruling);
    raise(fails && !(refuses && !options.drop()), options.eventFail(), ruling);
  }

  /** The packed family of announced routes that are no prefixes, or -1. */
  private static int otherFamily(Update update) {
    int reach = update.find(AttributeCode.MP_REACH_NLRI);
    boolean other =
        reach >= 0
            && update.nlriStart(reach) < update.end(reach)
            && !PrefixCursor.supports(update.family(reach));
    return other ? update.family(reach) : -1;
  }

  private void refuseOthers(Update update) {
    update.announced(routes);
    while (routes.next()) {
      if (!routes.inFirstRange()) {
        refused.set(routes.index());
      }
    }
  }

  private static void raise(boolean holds, String event, Ruling ruling) {
    if (holds && !event.isEmpty()) {
      ruling.event(event, Map.of());
    }
  }

  private String event(boolean match) {
    return match ? options.eventMatch() : options.eventFail();
  }

  private boolean ends(boolean matches, boolean fails, Ruling ruling, Map<String, String> data) {
    boolean byMatch = matches && options.killMatch();
    if (!byMatch && !(fails && options.killFail())) {
      return false;
    }
    String why = (byMatch ? "matches " : "fails ") + filter.text();
    byte[] cease = Notification.cease(Notification.ADMINISTRATIVE_SHUTDOWN, "a message " + why);
    ruling.close(cease, filter.text(), event(byMatch), data);
    return true;
  }
}
