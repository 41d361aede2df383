package io.sluice.filters.limit;

import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;

/**
 * How many prefixes there are of each origin and in each block; only what is limited is counted.
 */
final class Counts {
  /** Stands for an origin that was not looked at; reserved by RFC 7300, so nobody's. */
  static final int UNKNOWN = -1;

  private final LimitOptions options;
  private final Int2IntOpenHashMap origins = new Int2IntOpenHashMap();
  private final Long2IntOpenHashMap ipv4Blocks = new Long2IntOpenHashMap();
  private final Long2IntOpenHashMap ipv6Blocks = new Long2IntOpenHashMap();

  Counts(LimitOptions options) {
    this.options = options;
  }

  void add(int kind, long high, int origin) {
    addOrigin(origin);
    if (options.block() > 0) {
      blocks(kind).addTo(block(kind, high), 1);
    }
  }

  void remove(int kind, long high, int origin) {
    removeOrigin(origin);
    if (options.block() > 0) {
      Long2IntOpenHashMap blocks = blocks(kind);
      long block = block(kind, high);
      if (blocks.addTo(block, -1) == 1) {
        blocks.remove(block);
      }
    }
  }

  void addOrigin(int origin) {
    if (options.origin() > 0 && origin != UNKNOWN) {
      origins.addTo(origin, 1);
    }
  }

  void removeOrigin(int origin) {
    if (options.origin() > 0 && origin != UNKNOWN && origins.addTo(origin, -1) == 1) {
      origins.remove(origin);
    }
  }

  int ofOrigin(int origin) {
    return origins.get(origin);
  }

  int ofBlock(int kind, long high) {
    return blocks(kind).get(block(kind, high));
  }

  private Long2IntOpenHashMap blocks(int kind) {
    return Families.ipv6(kind) ? ipv6Blocks : ipv4Blocks;
  }

  private long block(int kind, long high) {
    return high & -1L << 64 - options.blockBits(Families.ipv6(kind));
  }

  void clear() {
    origins.clear();
    ipv4Blocks.clear();
    ipv6Blocks.clear();
  }
}
