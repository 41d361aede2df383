package io.sluice.bgp;

import java.util.ArrayList;
import java.util.List;

/** The routes of UPDATE messages as text: family, path identifier, prefix. */
public final class Routes {
  private Routes() {}

  public static List<String> announced(Update u) {
    return walk(new PrefixCursor().allAnnounced(u));
  }

  public static List<String> withdrawn(Update u) {
    return walk(new PrefixCursor().allWithdrawn(u));
  }

  private static List<String> walk(PrefixCursor p) {
    List<String> routes = new ArrayList<>();
    while (p.next()) {
      routes.add(Integer.toHexString(p.family()) + " " + new AsciiBuffer().prefix(p));
    }
    if (p.malformed()) {
      throw new AssertionError("malformed routes at " + p.malformedAt());
    }
    return routes;
  }

  /** All attributes without routes, in their order: flags, code, value. */
  public static List<String> attributes(Update u) {
    List<String> attributes = new ArrayList<>();
    for (int i = 0; i < u.attributes(); i++) {
      if (u.code(i) != AttributeCode.MP_REACH_NLRI && u.code(i) != AttributeCode.MP_UNREACH_NLRI) {
        attributes.add(u.flags(i) + " " + u.code(i) + " " + Updates.hex(u.copyValue(i)));
      }
    }
    return attributes;
  }
}
