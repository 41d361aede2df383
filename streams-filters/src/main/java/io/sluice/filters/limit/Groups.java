package io.sluice.filters.limit;

import java.util.Arrays;

/**
 * The groups of a table: for each number the first entry of its chain and the message that made it.
 * Numbers are used again as soon as they are empty.
 */
final class Groups {
  private static final int NONE = RouteTable.NONE;

  /** Of a number in use: the first entry. Of a free one: -2 minus the next free number. */
  private int[] head = new int[16];

  private long[] born = new long[16];
  private int used;
  private int free = NONE;

  /** One more than the largest number ever used. */
  int used() {
    return used;
  }

  /** A number that is free, now in use with no entry yet. */
  int open(long sequence) {
    int group = free;
    if (group == NONE) {
      group = used++;
      room(used);
    } else {
      free = -2 - head[group];
    }
    head[group] = NONE;
    born[group] = sequence;
    return group;
  }

  /** Gives a number without entries back. */
  void release(int group) {
    head[group] = -2 - free;
    free = group;
  }

  /** The first entry of a group; {@link RouteTable#NONE} when it has none. */
  int head(int group) {
    return Math.max(NONE, head[group]);
  }

  void head(int group, int entry) {
    head[group] = entry;
  }

  /** Sequence number of the message whose prefixes these are. */
  long born(int group) {
    return born[group];
  }

  /** Takes a number for a restored group, whatever was in between; see {@link #restored}. */
  void restore(int group, long sequence) {
    if (group >= used) {
      room(group + 1);
      Arrays.fill(head, used, group + 1, NONE);
      used = group + 1;
    }
    born[group] = sequence;
  }

  /** Makes the free numbers known once all groups are restored. */
  void restored() {
    free = NONE;
    for (int group = used - 1; group >= 0; group--) {
      if (head(group) == NONE) {
        release(group);
      }
    }
  }

  private void room(int groups) {
    if (groups > head.length) {
      int room = Math.max(groups, head.length + (head.length >> 1));
      head = Arrays.copyOf(head, room);
      born = Arrays.copyOf(born, room);
    }
  }
}
