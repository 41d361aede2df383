package io.sluice.cli.routers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/**
 * Makes routes with the shape of an Internet table: about one set of attributes for six prefixes,
 * scattered over the address space; paths of two to six AS numbers, communities on six in ten.
 */
final class Routes {
  private static final long[] TRANSITS = {3356, 1299, 174, 2914, 6939, 4_200_000_100L};

  private Routes() {}

  /** Routes to IPv4 /24s, from {@code <firstOctet>.0.0.0} up; next hop 0.0.0.0. */
  static List<Route> ipv4(int count, int firstOctet, long seed) {
    List<String> prefixes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int net = (firstOctet << 16) + i;
      byte[] address = {(byte) (net >> 16), (byte) (net >> 8), (byte) net, 0};
      prefixes.add(Route.prefix(address, 24));
    }
    return make(prefixes, "0.0.0.0", new Random(seed));
  }

  /** Routes to IPv6 /48s within {@code 2a00 + block::/16}; next hop ::. */
  static List<Route> ipv6(int count, int block, long seed) {
    List<String> prefixes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      byte[] address = new byte[16];
      address[0] = 0x2a;
      address[1] = (byte) block;
      address[2] = (byte) (i >> 24);
      address[3] = (byte) (i >> 16);
      address[4] = (byte) (i >> 8);
      address[5] = (byte) i;
      prefixes.add(Route.prefix(address, 48));
    }
    return make(prefixes, "::", new Random(seed));
  }

  private static List<Route> make(List<String> prefixes, String nextHop, Random random) {
    Collections.shuffle(prefixes, random);
    List<Route> routes = new ArrayList<>(prefixes.size());
    while (routes.size() < prefixes.size()) {
      Route attributes = attributes(Route.host(nextHop), random);
      int end = Math.min(prefixes.size(), routes.size() + 1 + random.nextInt(11));
      for (int i = routes.size(); i < end; i++) {
        routes.add(
            new Route(
                prefixes.get(i),
                attributes.nextHop(),
                attributes.path(),
                attributes.med(),
                attributes.communities(),
                attributes.large()));
      }
    }
    return routes;
  }

  private static Route attributes(String nextHop, Random random) {
    List<Long> path = new ArrayList<>();
    path.add(TRANSITS[random.nextInt(TRANSITS.length)]);
    for (int i = 1 + random.nextInt(5); i > 0; i--) {
      path.add(1L + random.nextInt(400_000));
    }
    TreeSet<Long> communities = new TreeSet<>();
    for (int i = random.nextInt(10) < 6 ? 1 + random.nextInt(6) : 0; i > 0; i--) {
      communities.add((1L + random.nextInt(65_000)) << 16 | random.nextInt(10_000));
    }
    List<String> large =
        random.nextInt(10) == 0 ? List.of("4200000009:1:" + random.nextInt(100)) : List.of();
    List<String> texts = communities.stream().map(c -> (c >> 16) + ":" + (c & 0xffff)).toList();
    return new Route("", nextHop, List.copyOf(path), -1, texts, large);
  }
}
