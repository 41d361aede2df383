package io.sluice.filters.limit;

import io.sluice.bgp.Direction;
import io.sluice.bgp.PrefixCursor;
import io.sluice.filters.Journal;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/**
 * The routes accepted of one session and direction, in memory and in the journal; what the class
 * comment of {@link LimitStage} says is done here. Not thread safe.
 */
final class AcceptedRoutes {
  /** Most prefixes of a group: what has to be written again when one of them changes. */
  static final int GROUP = 64;

  private static final int NONE = RouteTable.NONE;

  private final Direction direction;
  private final byte[] session;
  private final Families families;
  private final Counts counts;
  private final GroupRecord record = new GroupRecord();
  private final IntArrayList touched = new IntArrayList();
  private RouteTable table = new RouteTable();
  private Groups groups = new Groups();
  private long epoch = Long.MIN_VALUE;

  /** One more than the largest group number of an earlier epoch that may stand in the journal. */
  private int stale;

  /** The last message whose changes were restored, and what was noted of it. */
  private long mark;

  private long noted;
  private BitSet noteAccepted;
  private boolean settled = true;

  /** The group that the prefixes of the message at hand go to, and how many it has. */
  private int current = NONE;

  private int currentSize;

  AcceptedRoutes(String session, Direction direction, LimitOptions options) {
    this.session = session.getBytes(StandardCharsets.UTF_8);
    this.direction = direction;
    this.families = new Families(options);
    this.counts = new Counts(options);
  }

  /** Makes an epoch the current one; false for one that is over. */
  boolean enter(long messageEpoch) {
    if (messageEpoch > epoch) {
      begin(messageEpoch);
    }
    if (!settled) {
      groups.restored();
      settled = true;
    }
    return messageEpoch == epoch;
  }

  private void begin(long newEpoch) {
    stale = Math.max(stale, groups.used());
    epoch = newEpoch;
    table = new RouteTable();
    groups = new Groups();
    counts.clear();
    mark = 0;
    noted = 0;
    noteAccepted = null;
  }

  /** The current epoch. */
  long epoch() {
    return epoch;
  }

  /** The last message whose changes were restored; 0 for none. */
  long mark() {
    return mark;
  }

  /** What that message was allowed, by place, if it was noted; else {@code null}. */
  BitSet notedOf(long sequence) {
    return sequence == mark && noted == mark ? noteAccepted : null;
  }

  int size() {
    return table.size();
  }

  Counts counts() {
    return counts;
  }

  int find(int kind, PrefixCursor route) {
    return table.find(kind, route.high(), route.low(), (int) route.pathId());
  }

  int origin(int entry) {
    return table.origin(entry);
  }

  /** Sequence number of the message that it has been accepted since. */
  long since(int entry) {
    return groups.born(table.group(entry));
  }

  void accept(int kind, PrefixCursor route, int origin, long sequence) {
    if (current == NONE || currentSize == GROUP) {
      current = groups.open(sequence);
      currentSize = 0;
      touched.add(current);
    }
    currentSize++;
    insert(current, kind, route.high(), route.low(), (int) route.pathId(), origin);
  }

  private void insert(int group, int kind, long high, long low, int pathId, int origin) {
    int entry = table.add(kind, high, low, pathId, origin);
    table.group(entry, group);
    table.next(entry, groups.head(group));
    groups.head(group, entry);
    counts.add(kind, high, origin);
  }

  void move(int entry, int origin) {
    counts.removeOrigin(table.origin(entry));
    counts.addOrigin(origin);
    table.origin(entry, origin);
    touch(table.group(entry));
  }

  void remove(int entry) {
    int group = table.group(entry);
    unlink(group, entry);
    if (groups.head(group) == NONE && group != current) {
      groups.release(group);
    }
    touch(group);
  }

  private void unlink(int group, int entry) {
    int after = table.next(entry);
    if (groups.head(group) == entry) {
      groups.head(group, after);
    } else {
      int before = groups.head(group);
      while (table.next(before) != entry) {
        before = table.next(before);
      }
      table.next(before, after);
    }
    counts.remove(table.kind(entry), table.high(entry), table.origin(entry));
    table.remove(entry);
  }

  private void touch(int group) {
    if (touched.isEmpty() || touched.getInt(touched.size() - 1) != group) {
      touched.add(group);
    }
  }

  /**
   * Writes what a message changed.
   *
   * @param accepted the places of the announced routes that were accepted
   */
  void write(Journal journal, long sequence, BitSet accepted) {
    current = NONE;
    if (touched.isEmpty()) {
      return;
    }
    if (touched.size() > 1) {
      distinct();
      if (touched.size() > 1) {
        put(journal, GroupRecord.NOTE, record.note(epoch, sequence, accepted));
      }
    }
    // Groups that lost prefixes come first: cut off in between, a prefix that moved is in none.
    write(journal, sequence, false);
    write(journal, sequence, true);
    touched.clear();
  }

  private void write(Journal journal, long sequence, boolean made) {
    for (int i = 0; i < touched.size(); i++) {
      int group = touched.getInt(i);
      if (groups.born(group) == sequence == made) {
        int head = groups.head(group);
        put(journal, group, record.group(epoch, groups.born(group), sequence, table, head));
      }
    }
  }

  private void distinct() {
    touched.sort(null);
    int kept = 1;
    for (int i = 1; i < touched.size(); i++) {
      if (touched.getInt(i) != touched.getInt(kept - 1)) {
        touched.set(kept++, touched.getInt(i));
      }
    }
    touched.size(kept);
  }

  private void put(Journal journal, int group, byte[] value) {
    journal.put(GroupRecord.key(direction, group, session), value);
  }

  /** Whether records of earlier epochs may be left. */
  boolean isStale() {
    return stale > groups.used();
  }

  /** Clears records of earlier epochs away; tells whether some are left. */
  boolean clean(Journal journal, int atMost) {
    for (int i = 0; i < atMost && stale > groups.used(); i++) {
      put(journal, --stale, null);
    }
    return isStale();
  }

  /** Takes a record of the journal back. */
  void restore(int group, byte[] value) {
    settled = false;
    if (value == null) {
      if (group != GroupRecord.NOTE && group < groups.used()) {
        empty(group);
      }
      return;
    }
    GroupRecord.check(value);
    long of = GroupRecord.epoch(value);
    if (of < epoch) {
      stale = Math.max(stale, group + 1);
      return;
    }
    if (of > epoch) {
      begin(of);
    }
    mark = Math.max(mark, GroupRecord.changed(value));
    if (group == GroupRecord.NOTE) {
      noted = GroupRecord.changed(value);
      noteAccepted = GroupRecord.accepted(value);
      return;
    }
    groups.restore(group, GroupRecord.born(value));
    empty(group);
    GroupRecord.prefixes(
        value,
        (kind, high, low, pathId, origin) -> {
          if (families.wants(Families.number(kind))) {
            int twin = table.find(kind, high, low, pathId);
            if (twin != NONE) {
              unlink(table.group(twin), twin);
            }
            insert(group, kind, high, low, pathId, origin);
          }
        });
  }

  private void empty(int group) {
    for (int e = groups.head(group); e != NONE; e = groups.head(group)) {
      unlink(group, e);
    }
  }
}
