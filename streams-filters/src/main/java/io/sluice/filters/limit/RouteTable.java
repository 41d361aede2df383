package io.sluice.filters.limit;

import java.util.Arrays;

/**
 * A set of prefixes in primitive arrays: entries are numbered, and an index with open addressing
 * finds them. About 45 octets a prefix, where a map of objects takes 150. Whoever owns the table
 * links its entries into groups. Path identifiers and the lower half of addresses take room only
 * once there are any.
 */
final class RouteTable {
  static final int NONE = -1;

  private int[] index = new int[32];
  private int mask = index.length - 1;
  private long[] high = new long[16];
  private long[] low;
  private int[] pathId;
  private int[] kind = new int[16];
  private int[] origin = new int[16];
  private int[] group = new int[16];
  private int[] next = new int[16];
  private int size;
  private int used;
  private int free = NONE;

  /** How many prefixes there are. */
  int size() {
    return size;
  }

  /**
   * The entry of a prefix, or {@link #NONE}.
   *
   * @param kind its family and length, see {@link Families}
   */
  int find(int kind, long high, long low, int pathId) {
    int slot = hash(kind, high, low, pathId) & mask;
    while (index[slot] != 0) {
      int entry = index[slot] - 1;
      if (this.high[entry] == high
          && this.kind[entry] == kind
          && low(entry) == low
          && pathId(entry) == pathId) {
        return entry;
      }
      slot = slot + 1 & mask;
    }
    return NONE;
  }

  /** Adds a prefix that is not there; tells its entry. */
  int add(int kind, long high, long low, int pathId, int origin) {
    int entry = free;
    if (entry != NONE) {
      free = next[entry];
    } else {
      entry = used++;
      if (entry == this.high.length) {
        grow();
      }
    }
    this.kind[entry] = kind;
    this.high[entry] = high;
    this.origin[entry] = origin;
    if (low != 0 && this.low == null) {
      this.low = new long[this.high.length];
    }
    if (this.low != null) {
      this.low[entry] = low;
    }
    if (pathId != 0 && this.pathId == null) {
      this.pathId = new int[this.high.length];
    }
    if (this.pathId != null) {
      this.pathId[entry] = pathId;
    }
    if (++size > index.length / 8 * 5) {
      widen();
    }
    place(entry);
    return entry;
  }

  /** Removes an entry; its number is used again. */
  void remove(int entry) {
    int slot = hash(entry) & mask;
    while (index[slot] != entry + 1) {
      slot = slot + 1 & mask;
    }
    // Entries behind it move up, so that a search never meets a gap before what it looks for.
    int gap = slot;
    for (slot = slot + 1 & mask; index[slot] != 0; slot = slot + 1 & mask) {
      int home = hash(index[slot] - 1) & mask;
      if ((slot - home & mask) >= (slot - gap & mask)) {
        index[gap] = index[slot];
        gap = slot;
      }
    }
    index[gap] = 0;
    size--;
    next[entry] = free;
    free = entry;
  }

  private void grow() {
    int room = high.length + (high.length >> 1);
    high = Arrays.copyOf(high, room);
    low = low == null ? null : Arrays.copyOf(low, room);
    pathId = pathId == null ? null : Arrays.copyOf(pathId, room);
    kind = Arrays.copyOf(kind, room);
    origin = Arrays.copyOf(origin, room);
    group = Arrays.copyOf(group, room);
    next = Arrays.copyOf(next, room);
  }

  private void widen() {
    int[] before = index;
    index = new int[before.length * 2];
    mask = index.length - 1;
    for (int one : before) {
      if (one != 0) {
        place(one - 1);
      }
    }
  }

  private void place(int entry) {
    int slot = hash(entry) & mask;
    while (index[slot] != 0) {
      slot = slot + 1 & mask;
    }
    index[slot] = entry + 1;
  }

  private int hash(int entry) {
    return hash(kind[entry], high[entry], low(entry), pathId(entry));
  }

  private static int hash(int kind, long high, long low, int pathId) {
    long h = (high ^ low * 0x9e3779b97f4a7c15L ^ (long) pathId << 20 ^ kind) * 0xff51afd7ed558ccdL;
    h ^= h >>> 32;
    h *= 0xc4ceb9fe1a85ec53L;
    return (int) (h >>> 29);
  }

  int kind(int entry) {
    return kind[entry];
  }

  long high(int entry) {
    return high[entry];
  }

  long low(int entry) {
    return low == null ? 0 : low[entry];
  }

  int pathId(int entry) {
    return pathId == null ? 0 : pathId[entry];
  }

  int origin(int entry) {
    return origin[entry];
  }

  void origin(int entry, int asn) {
    origin[entry] = asn;
  }

  int group(int entry) {
    return group[entry];
  }

  void group(int entry, int number) {
    group[entry] = number;
  }

  /** The next entry of its group, or {@link #NONE}. */
  int next(int entry) {
    return next[entry];
  }

  void next(int entry, int other) {
    next[entry] = other;
  }
}
