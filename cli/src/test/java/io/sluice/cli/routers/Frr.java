package io.sluice.cli.routers;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** FRRouting's bgpd alone, without zebra: it touches no kernel route. */
final class Frr extends Daemon {
  private final long asn;
  private final String nextHop;
  private final Set<String> addresses = new TreeSet<>();
  private final StringBuilder neighbors = new StringBuilder();
  private final StringBuilder ipv4 = new StringBuilder();
  private final StringBuilder ipv6 = new StringBuilder();
  private final StringBuilder others = new StringBuilder();
  private int dumps;

  /**
   * An FRR that is not started yet.
   *
   * @param nextHop IPv4 next hop of what it announces; the IPv6 one is made of it
   */
  Frr(Lab lab, String name, long asn, String nextHop) {
    super(lab, name);
    this.asn = asn;
    this.nextHop = nextHop;
  }

  /** The next hop of the IPv6 routes it announces. */
  String nextHop6() {
    return "2001:db8::" + nextHop.substring(nextHop.lastIndexOf('.') + 1);
  }

  /** Adds a session. */
  Frr peer(Peering p) {
    addresses.add(p.local());
    String n = " neighbor " + p.peer() + " ";
    neighbors.append(n).append("remote-as ").append(p.peerAsn()).append('\n');
    neighbors.append(n).append(p.dialPort() == 0 ? "passive" : "port " + p.dialPort());
    neighbors.append('\n').append(n).append("update-source ").append(p.local()).append('\n');
    neighbors.append(n).append("disable-connected-check\n");
    neighbors.append(n).append("timers connect 1\n");
    neighbors.append(n).append("advertisement-interval 0\n");
    neighbors.append(n).append("timers ").append(Math.max(1, p.holdTime() / 3)).append(' ');
    neighbors.append(p.holdTime()).append('\n');
    if (p.password() != null) {
      neighbors.append(n).append("password ").append(p.password()).append('\n');
    }
    boolean silent = p.routes() == Peering.Flow.IN;
    activate(ipv4, n, p.ipv4(), silent ? "NOTHING" : "OUT4");
    activate(ipv6, n, p.ipv6(), silent ? "NOTHING" : "OUT6");
    if (p.addPath()) {
      ipv4.append(' ').append(n).append("addpath-tx-all-paths\n");
    }
    return this;
  }

  private static void activate(StringBuilder family, String n, boolean on, String routeMap) {
    family.append(on ? " " : "  no").append(n).append("activate\n");
    if (on) {
      family.append(' ').append(n).append("route-map ").append(routeMap).append(" out\n");
    }
  }

  /** Adds a line of FRR's own configuration to its {@code router bgp} block. */
  Frr with(String line) {
    neighbors.append(' ').append(line).append('\n');
    return this;
  }

  /** Adds a line for another address family. */
  Frr withFamily(String family, String line) {
    others.append(" address-family ").append(family).append("\n  ").append(line);
    others.append("\n exit-address-family\n");
    return this;
  }

  private String config() {
    return """
    frr defaults traditional
    hostname %s
    router bgp %d
     bgp router-id %s
     bgp allow-martian-nexthop
     no bgp ebgp-requires-policy
     no bgp network import-check
    %s address-family ipv4 unicast
    %s exit-address-family
     address-family ipv6 unicast
    %s exit-address-family
    %sexit
    route-map OUT4 permit 10
     set ip next-hop %s
    exit
    route-map OUT6 permit 10
     set ipv6 next-hop global %s
    exit
    route-map NOTHING deny 10
    exit
    """
        .formatted(name, asn, nextHop, neighbors, ipv4, ipv6, others, nextHop, nextHop6());
  }

  @Override
  public void start() {
    write("frr.conf", config());
    List<String> command = new ArrayList<>(List.of(Tools.FRR, "-Z", "-S", "-n", "-p", "1179"));
    for (String address : addresses) {
      command.add("-l");
      command.add(address);
    }
    command.addAll(List.of("-f", folder + "/frr.conf", "-i", folder + "/pid"));
    command.addAll(List.of("--vty_socket", folder.toString(), "-A", "127.0.0.1", "-P", "0"));
    command.addAll(List.of("--log", "file:" + folder + "/frr.log"));
    run(command);
  }

  /** What a command of its shell prints. */
  String show(String command) {
    return lab.run("vtysh", "--vty_socket", folder.toString(), "-c", command);
  }

  /** Runs commands of its configuration mode. */
  void configure(String... commands) {
    List<String> all = new ArrayList<>(List.of("vtysh", "--vty_socket", folder.toString()));
    all.addAll(List.of("-c", "configure terminal"));
    for (String command : commands) {
      all.add("-c");
      all.add(command);
    }
    lab.run(all.toArray(String[]::new));
  }

  /** What it tells of this peer. */
  JsonNode neighbor(String peer) {
    return Json.parse(show("show bgp neighbors " + peer + " json")).path(peer);
  }

  @Override
  public boolean established(String peer) {
    return "Established".equals(neighbor(peer).path("bgpState").asText());
  }

  /** How often the session with this peer has come up. */
  int timesEstablished(String peer) {
    return neighbor(peer).path("connectionsEstablished").asInt();
  }

  @Override
  public int received(String peer) {
    JsonNode families = neighbor(peer).path("addressFamilyInfo");
    return families.path("ipv4Unicast").path("acceptedPrefixCounter").asInt()
        + families.path("ipv6Unicast").path("acceptedPrefixCounter").asInt();
  }

  @Override
  public Map<String, Route> routesFrom(String peer) {
    Path file = folder.resolve("rib-" + ++dumps + ".mrt");
    // The dump is done before the next command is read.
    configure("dump bgp routes-mrt " + file, "no dump bgp routes-mrt");
    return MrtTable.read(file, peer);
  }
}
