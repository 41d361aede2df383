package io.sluice.filters.limit;

import io.sluice.filters.Wire;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The limit as plainly as it can be said, to compare with. */
final class LimitModel {
  private final LimitOptions options;
  private final boolean silent;
  private final Map<String, Long> routes = new LinkedHashMap<>();
  private long epoch;

  LimitModel(LimitOptions options, boolean silent) {
    this.options = options;
    this.silent = silent;
  }

  Set<String> judge(long messageEpoch, long origin, byte[] update) {
    if (messageEpoch != epoch) {
      routes.clear();
      epoch = messageEpoch;
    }
    if (!options.permanent()) {
      Wire.withdrawn(update).forEach(routes::remove);
    }
    Set<String> passed = new TreeSet<>();
    for (String route : Wire.announced(update)) {
      if (accepts(route, origin)) {
        passed.add(route);
        routes.put(route, options.origin() > 0 ? origin : 0xffffffffL);
      } else if (!silent) {
        routes.remove(route);
      }
    }
    return passed;
  }

  private boolean accepts(String route, long origin) {
    Long known = routes.get(route);
    if (options.origin() > 0 && (known == null || known != origin)) {
      if (routes.values().stream().filter(o -> o == origin).count() >= options.origin()) {
        return false;
      }
    }
    if (known != null) {
      return true;
    }
    if (options.block() > 0
        && routes.keySet().stream().filter(r -> block(r).equals(block(route))).count()
            >= options.block()) {
      return false;
    }
    return options.session() == 0 || routes.size() < options.session();
  }

  private static String block(String route) {
    List<String> octets = List.of(route.split("\\."));
    return octets.get(0) + "." + octets.get(1);
  }

  Map<String, Long> routes() {
    return routes;
  }
}
