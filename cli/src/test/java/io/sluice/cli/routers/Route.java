package io.sluice.cli.routers;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * A route as a router holds it, in plain words, so that routes of different routers compare.
 *
 * @param prefix such as {@code 203.0.113.0/24}; IPv6 as {@link #prefix} writes it
 * @param nextHop address, as {@link InetAddress#getHostAddress} writes it
 * @param path AS numbers, the nearest first
 * @param med {@code -1} for none
 * @param communities such as {@code 65000:1}, in order of their numbers
 * @param large such as {@code 4200000003:1:2}, in order of their numbers
 */
record Route(
    String prefix,
    String nextHop,
    List<Long> path,
    long med,
    List<String> communities,
    List<String> large) {

  /** The same route with other AS numbers in front and another next hop: as the next AS sees it. */
  Route through(String newNextHop, Long... asns) {
    List<Long> longer = new java.util.ArrayList<>(List.of(asns));
    longer.addAll(path);
    return new Route(prefix, host(newNextHop), longer, med, communities, large);
  }

  /** The same attributes for another prefix. */
  Route withPrefix(String other) {
    return new Route(other, nextHop, path, med, communities, large);
  }

  /** The one spelling of an address used here. */
  static String host(String address) {
    try {
      return InetAddress.getByName(address).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(address, e);
    }
  }

  /** The one spelling of a prefix used here. */
  static String prefix(byte[] address, int bits) {
    try {
      return InetAddress.getByAddress(address).getHostAddress() + "/" + bits;
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(address.length + " octets are no address", e);
    }
  }
}
