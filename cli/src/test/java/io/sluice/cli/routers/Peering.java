package io.sluice.cli.routers;

/**
 * One BGP session as a router is configured for it.
 *
 * @param local the router's own address
 * @param peer the address it sees as the other end
 * @param peerAsn the AS it expects there
 * @param dialPort the port it dials; 0 to wait for the other end instead
 * @param password TCP-MD5 key; {@code null} for none
 * @param ipv4 whether IPv4 unicast is spoken
 * @param ipv6 whether IPv6 unicast is spoken
 * @param holdTime seconds
 * @param routes which way routes go
 * @param addPath whether several paths for one prefix are sent and taken
 */
record Peering(
    String local,
    String peer,
    long peerAsn,
    int dialPort,
    String password,
    boolean ipv4,
    boolean ipv6,
    int holdTime,
    Flow routes,
    boolean addPath) {

  /** Which way routes go, seen from the router. */
  enum Flow {
    BOTH_WAYS,
    /** The router only announces. */
    OUT,
    /** The router only takes. */
    IN
  }

  /** IPv4 and IPv6 unicast, hold time 90 s, no key; waits for the other end. */
  static Peering of(String local, String peer, long peerAsn) {
    return new Peering(local, peer, peerAsn, 0, null, true, true, 90, Flow.BOTH_WAYS, false);
  }

  Peering dialing(int port) {
    return new Peering(local, peer, peerAsn, port, password, ipv4, ipv6, holdTime, routes, addPath);
  }

  Peering withPassword(String key) {
    return new Peering(local, peer, peerAsn, dialPort, key, ipv4, ipv6, holdTime, routes, addPath);
  }

  Peering withFamilies(boolean v4, boolean v6) {
    return new Peering(local, peer, peerAsn, dialPort, password, v4, v6, holdTime, routes, addPath);
  }

  Peering withHoldTime(int seconds) {
    return new Peering(
        local, peer, peerAsn, dialPort, password, ipv4, ipv6, seconds, routes, addPath);
  }

  Peering announcingOnly() {
    return new Peering(
        local, peer, peerAsn, dialPort, password, ipv4, ipv6, holdTime, Flow.OUT, addPath);
  }

  Peering takingOnly() {
    return new Peering(
        local, peer, peerAsn, dialPort, password, ipv4, ipv6, holdTime, Flow.IN, addPath);
  }

  Peering withAddPath() {
    return new Peering(
        local, peer, peerAsn, dialPort, password, ipv4, ipv6, holdTime, routes, true);
  }
}
