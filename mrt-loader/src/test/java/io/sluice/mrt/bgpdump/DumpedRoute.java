package io.sluice.mrt.bgpdump;

import io.sluice.bgp.Address;
import io.sluice.bgp.Prefix;
import java.util.List;

/**
 * A route, or a change of state, as a line of {@code bgpdump -m} gives it; numbers as they are
 * written, addresses in the one form of RFC 5952.
 *
 * @param time seconds since 1970, with microseconds where the record has them
 * @param kind A announced, W withdrawn, B of a table, STATE
 * @param prefix with the path identifier behind it where there is one; of a change of state, both
 *     states
 * @param rest of routes that are not withdrawn: AS path, origin, next hop, LOCAL_PREF, MED,
 *     communities, whether ATOMIC_AGGREGATE is there, aggregator
 */
record DumpedRoute(
    String time, String kind, String peer, String peerAs, String prefix, List<String> rest) {
  /** What it prints where there is no next hop. */
  private static final String NO_HOP = "255.255.255.255";

  /** Reads a line. */
  static DumpedRoute parse(String line) {
    String[] f = line.split("\\|", -1);
    String peer = address(f[3]);
    if (f[2].equals("STATE")) {
      return new DumpedRoute(f[1], f[2], peer, f[4], f[5] + "|" + f[6], List.of());
    }
    boolean withId = f[0].endsWith("_AP");
    String prefix = prefix(f[5]) + (withId ? "|" + f[6] : "");
    int at = withId ? 7 : 6;
    if (f[2].equals("W")) {
      return new DumpedRoute(f[1], f[2], peer, f[4], prefix, List.of());
    }
    // Lines of records of 1999 have no place for communities unless there are some.
    boolean without = f[at + 5].equals("NAG") || f[at + 5].equals("AG");
    int last = without ? at + 5 : at + 6;
    String hop = f[at + 2].equals(NO_HOP) ? "" : address(f[at + 2]);
    String communities = without ? "" : f[at + 5];
    List<String> rest =
        List.of(f[at], f[at + 1], hop, f[at + 3], f[at + 4], communities, f[last], f[last + 1]);
    return new DumpedRoute(f[1], f[2], peer, f[4], prefix, rest);
  }

  /** A damaged one stands as it is. */
  private static String prefix(String text) {
    try {
      return Prefix.parse(text).toString();
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private static String address(String text) {
    return text.isEmpty() ? text : Address.parse(text).toString();
  }

  /** Whose route it is. */
  String of() {
    return peer + " AS" + peerAs;
  }
}
