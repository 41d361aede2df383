package io.sluice.cli.routers;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** BIRD 2: originates any number of routes quickly, and takes a million in a second. */
final class Bird extends Daemon {
  private static final Pattern IMPORTED = Pattern.compile("Routes: +(\\d+) imported");

  private final long asn;
  private final StringBuilder config = new StringBuilder();
  private final String nextHop;
  private int dumps;

  /**
   * A BIRD that is not started yet.
   *
   * @param nextHop IPv4 next hop of what it announces; the IPv6 one is made of it
   */
  Bird(Lab lab, String name, long asn, String nextHop) {
    super(lab, name);
    this.asn = asn;
    this.nextHop = nextHop;
    config.append(
        """
        log "%s/bird.log" all;
        router id %s;
        ipv4 table master4;
        ipv6 table master6;
        protocol device {}
        """
            .formatted(folder, nextHop));
  }

  /** The next hop of the IPv6 routes it announces. */
  String nextHop6() {
    return "2001:db8::" + nextHop.substring(nextHop.lastIndexOf('.') + 1);
  }

  /** Adds a session. */
  Bird peer(Peering p) {
    String active = p.dialPort() == 0 ? "passive on;" : "";
    String port = p.dialPort() == 0 ? "" : "port " + p.dialPort();
    String password = p.password() == null ? "" : "password \"" + p.password() + "\";";
    config.append(
        """
        protocol bgp %s {
          %s %s
          local %s port 1179 as %d;
          neighbor %s %s as %d;
          strict bind yes; multihop 2; hold time %d;
          connect delay time 1; connect retry time 1; error wait time 1, 2;
          enable extended messages on; graceful restart on;
        """
            .formatted(
                protocol(p.peer()),
                active,
                password,
                p.local(),
                asn,
                p.peer(),
                port,
                p.peerAsn(),
                p.holdTime()));
    if (p.ipv4()) {
      config.append(channel("ipv4", nextHop, p));
    }
    if (p.ipv6()) {
      config.append(channel("ipv6", nextHop6(), p));
    }
    config.append("}\n");
    return this;
  }

  private static String channel(String family, String nextHop, Peering p) {
    return "  %s { import %s; export %s; next hop address %s; %s };\n"
        .formatted(
            family,
            p.routes() == Peering.Flow.OUT ? "none" : "all",
            p.routes() == Peering.Flow.IN ? "none" : "all",
            nextHop,
            p.addPath() ? "add paths on;" : "");
  }

  /** Adds lines to the session with this peer. */
  Bird with(String peer, String lines) {
    int end = config.indexOf("\n}\n", config.indexOf("protocol bgp " + protocol(peer)));
    config.insert(end + 1, lines + "\n");
    return this;
  }

  /** Adds lines of BIRD's own configuration, in front of all sessions. */
  Bird with(String lines) {
    String last = "protocol device {}\n";
    config.insert(config.indexOf(last) + last.length(), lines + "\n");
    return this;
  }

  /**
   * Adds routes of its own; their next hops are replaced when it announces them.
   *
   * @param protocol s4 for IPv4, s6 for IPv6
   */
  Bird originating(String protocol, List<Route> routes) {
    StringBuilder lines = new StringBuilder(routes.size() * 100);
    for (Route route : routes) {
      lines.append(line(route));
    }
    write(protocol + ".conf", lines);
    config.append(
        "protocol static %s { %s;\ninclude \"%s/%s.conf\";\n}\n"
            .formatted(protocol, "ipv" + protocol.charAt(1), folder, protocol));
    return this;
  }

  private static String line(Route route) {
    StringBuilder line = new StringBuilder("route ").append(route.prefix()).append(" blackhole {");
    for (int i = route.path().size(); i-- > 0; ) {
      line.append("bgp_path.prepend(").append(route.path().get(i)).append(");");
    }
    for (String community : route.communities()) {
      line.append("bgp_community.add((").append(community.replace(':', ',')).append("));");
    }
    for (String large : route.large()) {
      line.append("bgp_large_community.add((").append(large.replace(':', ',')).append("));");
    }
    return line.append("};\n").toString();
  }

  @Override
  public void start() {
    write("bird.conf", config);
    run(List.of(Tools.BIRD, "-f", "-c", folder + "/bird.conf", "-s", folder + "/ctl"));
  }

  /** Replaces its own IPv4 routes, in the running daemon. */
  void replaceRoutes(List<Route> routes) {
    StringBuilder lines = new StringBuilder();
    routes.forEach(route -> lines.append(line(route)));
    write("s4.conf", lines);
    control("configure");
  }

  /** A command of {@code birdc}. */
  String control(String... words) {
    String[] command = new String[3 + words.length];
    command[0] = "birdc";
    command[1] = "-s";
    command[2] = folder + "/ctl";
    System.arraycopy(words, 0, command, 3, words.length);
    return lab.run(command);
  }

  /** The name of the session with this peer. */
  static String protocol(String peer) {
    return "p" + peer.replaceAll("[.:]", "_");
  }

  @Override
  public boolean established(String peer) {
    return control("show", "protocols", "all", protocol(peer))
        .contains("state:          Established");
  }

  @Override
  public int received(String peer) {
    return imported(protocol(peer));
  }

  /** How many routes a protocol of its configuration has brought, all families together. */
  int imported(String protocol) {
    Matcher routes = IMPORTED.matcher(control("show", "protocols", "all", protocol));
    int sum = 0;
    while (routes.find()) {
      sum += Integer.parseInt(routes.group(1));
    }
    return sum;
  }

  @Override
  public Map<String, Route> routesFrom(String peer) {
    Path file = folder.resolve("rib-" + ++dumps + ".mrt");
    control("mrt", "dump", "table", "\"master*\"", "to", "\"" + file + "\"");
    return MrtTable.read(file, peer);
  }
}
