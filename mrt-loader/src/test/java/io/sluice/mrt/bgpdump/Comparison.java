package io.sluice.mrt.bgpdump;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Two lists of routes, one beside the other, in order. Where they part, whichever has the other's
 * next route soonest is taken to have more there.
 */
final class Comparison {
  private static final int LOOK_AHEAD = 3000;
  private static final int SHOWN = 4;

  private final List<String> examples = new ArrayList<>();
  private final Set<String> differences = new TreeSet<>();

  private Comparison() {}

  /**
   * Compares.
   *
   * @param whole whether both are complete; else what one has at its end more than the other does
   *     not count
   * @param table whether only the order of each peer's own routes is told
   */
  static Comparison of(
      List<DumpedRoute> theirs, List<DumpedRoute> ours, boolean whole, boolean table) {
    Comparison comparison = new Comparison();
    Map<String, List<DumpedRoute>> left = byPeer(theirs, table);
    Map<String, List<DumpedRoute>> right = byPeer(ours, table);
    left.forEach(
        (peer, routes) -> comparison.compare(routes, right.getOrDefault(peer, List.of()), whole));
    right.forEach((peer, routes) -> comparison.unknown(left, peer, routes, whole));
    return comparison;
  }

  private static Map<String, List<DumpedRoute>> byPeer(List<DumpedRoute> routes, boolean table) {
    Map<String, List<DumpedRoute>> all = new LinkedHashMap<>();
    for (DumpedRoute route : routes) {
      all.computeIfAbsent(table ? route.of() : "", key -> new ArrayList<>()).add(route);
    }
    return all;
  }

  private void unknown(
      Map<String, List<DumpedRoute>> known, String peer, List<DumpedRoute> routes, boolean whole) {
    if (whole && !known.containsKey(peer)) {
      routes.forEach(this::ours);
    }
  }

  private void compare(List<DumpedRoute> theirs, List<DumpedRoute> ours, boolean whole) {
    int i = 0;
    int j = 0;
    while (i < theirs.size() && j < ours.size()) {
      DumpedRoute left = theirs.get(i);
      DumpedRoute right = ours.get(j);
      if (left.equals(right)) {
        i++;
        j++;
        continue;
      }
      int oursAhead = ahead(ours, j, left);
      int theirsAhead = ahead(theirs, i, right);
      if (oursAhead < 0 && theirsAhead < 0) {
        differ("different " + left.kind(), "theirs " + left + "\nours   " + right);
        i++;
        j++;
      } else if (theirsAhead < 0 || oursAhead >= 0 && oursAhead <= theirsAhead) {
        for (; j < ours.size() && !ours.get(j).equals(left); j++) {
          ours(ours.get(j));
        }
      } else {
        theirs(left);
        i++;
      }
    }
    if (whole) {
      theirs.subList(i, theirs.size()).forEach(this::theirs);
      ours.subList(j, ours.size()).forEach(this::ours);
    }
  }

  private static int ahead(List<DumpedRoute> routes, int from, DumpedRoute wanted) {
    return routes.subList(from, Math.min(routes.size(), from + LOOK_AHEAD)).indexOf(wanted);
  }

  private void theirs(DumpedRoute route) {
    differ("theirs " + route.kind(), "only theirs " + route);
  }

  private void ours(DumpedRoute route) {
    differ("ours " + route.kind(), "only ours " + route);
  }

  private void differ(String kind, String example) {
    differences.add(kind);
    if (examples.size() < SHOWN) {
      examples.add(example);
    }
  }

  /** In what routes differ: {@code different A}, {@code theirs B}, {@code ours W} and so on. */
  Set<String> differences() {
    return differences;
  }

  /** The first of them. */
  String examples() {
    return String.join("\n", examples);
  }
}
