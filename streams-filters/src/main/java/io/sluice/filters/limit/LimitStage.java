package io.sluice.filters.limit;

import io.sluice.bgp.AsPath;
import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Message;
import io.sluice.bgp.Notification;
import io.sluice.bgp.PrefixCursor;
import io.sluice.bgp.Update;
import io.sluice.bgp.attr.AsPaths;
import io.sluice.filters.Journal;
import io.sluice.filters.Ruling;
import io.sluice.filters.StatefulStage;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Limits the length of prefixes, and their number in each session, from each origin and in each
 * block of addresses. Routes over a limit leave as withdrawals; the others of the message go on.
 *
 * <p><b>What is counted.</b> For each session and direction the table holds the prefixes that the
 * far router has been told of, each with its origin. A prefix counts once, for its present origin
 * and block. Announcing it again changes nothing unless its origin is another; if that one is over
 * its limit, the route is refused and, as any refused route is withdrawn, no longer counts (unless
 * the operator wants refused routes to vanish: then the older one stays, and counts). A new
 * incarnation of the session begins with an empty table. Within a message withdrawals come first,
 * as they do on the wire: what a message both withdraws and announces is there afterwards.
 *
 * <p><b>What survives.</b> The table is in memory; the journal holds it too. One record for each
 * prefix would cost more than all the rest of judging, so prefixes are kept by <em>groups</em>: the
 * new prefixes of one message, 64 at most. A group has one record, its number is the key. Any later
 * change of a prefix writes its own group's record anew, and the number of a group that has become
 * empty goes to the next new one. So each prefix stands in exactly one record; a journal of which
 * only the last value of each key is left, read in any order, is the table; and the usual message
 * writes one record or none. A new epoch uses the numbers from 0 again; records of older epochs are
 * ignored, and removed bit by bit.
 *
 * <p><b>What comes twice.</b> Messages come at least once: after a crash, some come again that the
 * table knows. Counting them twice would be wrong, and judging them against a table that has moved
 * on could let one route too many through. So each record also holds the sequence number of the
 * message that changed it; the largest one restored is the <em>mark</em>. Messages up to the mark
 * change nothing. A route that they announce passes if its prefix has been in the table all the
 * time since then, which the number of the message that made its group tells; else it was refused,
 * or has been withdrawn since, and is refused now, which is harmless in both cases.
 *
 * <p>Only the message at the mark may be there in part, if it wrote several records. Such a message
 * writes a note before them: which of its routes it accepted. Replaying the note does the rest of
 * its work, with the same result. So wherever it is cut off, the table after the replay is the one
 * that would have been, and at no time more routes pass than the limit allows.
 */
public final class LimitStage implements StatefulStage {
  /** How many old records are removed at a time. */
  private static final int CLEANED_AT_ONCE = 16;

  private final LimitOptions options;
  private final Families families;
  private final Findings findings;
  private final PrefixCursor cursor = new PrefixCursor();
  private final AsPath path = new AsPath();
  private final BitSet accepted = new BitSet();
  private final Map<String, AcceptedRoutes> toRight = new HashMap<>();
  private final Map<String, AcceptedRoutes> toLeft = new HashMap<>();
  private final List<AcceptedRoutes> toClean = new ArrayList<>();
  private Journal journal = Journal.NONE;

  /** Refused routes vanish, so that a known prefix stays where it is. */
  private boolean silent;

  /** A stage with an empty table. */
  public LimitStage(LimitOptions options) {
    this.options = options;
    this.families = new Families(options);
    this.findings = new Findings(options);
  }

  @Override
  public int ceaseSubcode() {
    return Notification.MAXIMUM_PREFIXES;
  }

  @Override
  public void attach(Journal to) {
    journal = to;
    toRight.values().forEach(this::cleanLater);
    toLeft.values().forEach(this::cleanLater);
  }

  private void cleanLater(AcceptedRoutes routes) {
    if (routes.isStale() && !toClean.contains(routes)) {
      toClean.add(routes);
    }
  }

  @Override
  public void restore(byte[] key, byte[] value) {
    routes(GroupRecord.session(key), GroupRecord.direction(key))
        .restore(GroupRecord.group(key), value);
  }

  private AcceptedRoutes routes(String session, Direction direction) {
    Map<String, AcceptedRoutes> all = direction == Direction.R ? toRight : toLeft;
    AcceptedRoutes routes = all.get(session);
    if (routes == null) {
      routes = new AcceptedRoutes(session, direction, options);
      all.put(session, routes);
    }
    return routes;
  }

  @Override
  public void judge(Message message, Ruling ruling) {
    if (!message.isUpdate()) {
      return;
    }
    Update update = message.update();
    silent = ruling.isSilent();
    findings.begin(update, ruling);
    if (options.counts()) {
      judge(message, routes(message.session(), message.direction()));
    } else {
      lengths(update);
    }
    findings.end();
  }

  private void judge(Message message, AcceptedRoutes routes) {
    long before = routes.epoch();
    if (!routes.enter(message.epoch())) {
      outlived(message.update());
      return;
    }
    if (before != routes.epoch()) {
      cleanLater(routes);
    }
    if (message.sequence() > routes.mark()) {
      count(message.update(), routes, message.sequence());
    } else {
      replay(message.update(), routes, message.sequence());
    }
  }

  private void lengths(Update update) {
    cursor.allAnnounced(update);
    while (cursor.next()) {
      if (families.wants(Families.number(cursor))) {
        findings.length(cursor);
      }
    }
  }

  /** Judges a message of an incarnation that is over: its table is gone, nothing passes. */
  private void outlived(Update update) {
    cursor.allAnnounced(update);
    while (cursor.next()) {
      if (families.wants(Families.number(cursor)) && !findings.length(cursor)) {
        findings.replayed(cursor);
      }
    }
  }

  private void count(Update update, AcceptedRoutes routes, long sequence) {
    int origin = options.origin() > 0 ? origin(update) : Counts.UNKNOWN;
    accepted.clear();
    withdraw(update, routes, Long.MAX_VALUE);
    cursor.allAnnounced(update);
    while (cursor.next()) {
      int family = Families.number(cursor);
      if (!families.wants(family)) {
        continue;
      }
      int kind = Families.kind(family, cursor.bits());
      int entry = routes.find(kind, cursor);
      boolean known = entry != RouteTable.NONE;
      if (findings.length(cursor) || over(routes, kind, entry, origin)) {
        if (known && !silent) {
          routes.remove(entry);
        }
        continue;
      }
      accepted.set(cursor.index());
      if (!known) {
        routes.accept(kind, cursor, origin, sequence);
      } else if (moved(routes, entry, origin)) {
        routes.move(entry, origin);
      }
    }
    routes.write(journal, sequence, accepted);
  }

  /** Whether a route is over a limit, and so refused. */
  private boolean over(AcceptedRoutes routes, int kind, int entry, int origin) {
    boolean known = entry != RouteTable.NONE;
    Counts counts = routes.counts();
    if (options.origin() > 0 && (!known || moved(routes, entry, origin))) {
      int count = counts.ofOrigin(origin);
      if (count >= options.origin()) {
        return findings.origin(cursor, count);
      }
    }
    if (known) {
      return false;
    }
    if (options.block() > 0) {
      int count = counts.ofBlock(kind, cursor.high());
      if (count >= options.block()) {
        return findings.block(cursor, count);
      }
    }
    if (options.session() > 0 && routes.size() >= options.session()) {
      return findings.session(cursor, routes.size());
    }
    return false;
  }

  private boolean moved(AcceptedRoutes routes, int entry, int origin) {
    return options.origin() > 0 && routes.origin(entry) != origin;
  }

  private void withdraw(Update update, AcceptedRoutes routes, long acceptedBefore) {
    if (options.permanent()) {
      return;
    }
    cursor.allWithdrawn(update);
    while (cursor.next()) {
      int entry = routes.find(Families.kind(Families.number(cursor), cursor.bits()), cursor);
      if (entry != RouteTable.NONE && routes.since(entry) < acceptedBefore) {
        routes.remove(entry);
      }
    }
  }

  /** Judges a message again that the table knows. */
  private void replay(Update update, AcceptedRoutes routes, long sequence) {
    BitSet noted = routes.notedOf(sequence);
    int origin = options.origin() > 0 ? origin(update) : Counts.UNKNOWN;
    if (noted != null) {
      withdraw(update, routes, sequence);
    }
    cursor.allAnnounced(update);
    while (cursor.next()) {
      int family = Families.number(cursor);
      if (!families.wants(family)) {
        continue;
      }
      int kind = Families.kind(family, cursor.bits());
      int entry = routes.find(kind, cursor);
      boolean known = entry != RouteTable.NONE;
      boolean passes =
          noted != null
              ? noted.get(cursor.index())
              : known
                  && routes.since(entry) <= sequence
                  && !(silent && moved(routes, entry, origin));
      if (!passes && !findings.length(cursor)) {
        findings.replayed(cursor);
      }
      if (noted == null) {
        continue;
      }
      if (!passes && known && !silent && routes.since(entry) < sequence) {
        routes.remove(entry);
      } else if (passes && !known) {
        routes.accept(kind, cursor, origin, sequence);
      } else if (passes && moved(routes, entry, origin)) {
        routes.move(entry, origin);
      }
    }
    if (noted != null) {
      routes.write(journal, sequence, noted);
    }
  }

  /** Origin of the routes of an UPDATE; 0 for none or a set. */
  private int origin(Update update) {
    if (!update.context().as4()) {
      return (int) path.read(update).origin();
    }
    int index = update.find(AttributeCode.AS_PATH);
    return index < 0
        ? 0
        : (int) AsPaths.origin(update.buffer(), update.value(index), update.valueLength(index), 4);
  }

  @Override
  public void idle() {
    if (!toClean.isEmpty()) {
      AcceptedRoutes routes = toClean.get(toClean.size() - 1);
      if (!routes.clean(journal, CLEANED_AT_ONCE)) {
        toClean.remove(toClean.size() - 1);
      }
    }
  }
}
