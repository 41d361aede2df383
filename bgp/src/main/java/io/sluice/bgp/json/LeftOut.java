package io.sluice.bgp.json;

/** What JSON lines had that their messages have no place for, counted. */
final class LeftOut {
  int prefixes;
  int pathIds;

  void clear() {
    prefixes = 0;
    pathIds = 0;
  }

  void add(LeftOut other) {
    prefixes += other.prefixes;
    pathIds += other.pathIds;
  }
}
