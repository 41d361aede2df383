package io.sluice.cli.routers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** GoBGP: packs like FRR, but takes a table slowly. */
final class GoBgp extends Daemon {
  private final String api;
  private final StringBuilder config = new StringBuilder();

  /**
   * A GoBGP that is not started yet.
   *
   * @param addresses where it listens for BGP; the first, of IPv4, also serves its own client
   */
  GoBgp(Lab lab, String name, long asn, String routerId, String... addresses) {
    super(lab, name);
    this.api = addresses[0];
    config.append(
        """
        [global.config]
          as = %d
          router-id = "%s"
          port = 1179
          local-address-list = ["%s"]
        """
            .formatted(asn, routerId, String.join("\", \"", addresses)));
  }

  /** Adds a session; no more than one family's routes may be asked for by {@link #routesFrom}. */
  GoBgp peer(Peering p) {
    String key = p.password() == null ? "" : "auth-password = \"" + p.password() + "\"";
    String how = p.dialPort() == 0 ? "passive-mode = true" : "remote-port = " + p.dialPort();
    config.append(
        """
        [[neighbors]]
          [neighbors.config]
            neighbor-address = "%s"
            peer-as = %d
            %s
          [neighbors.transport.config]
            local-address = "%s"
            %s
          [neighbors.timers.config]
            connect-retry = 1
            hold-time = %d
            keepalive-interval = %d
          [neighbors.ebgp-multihop.config]
            enabled = true
            multihop-ttl = 2
        """
            .formatted(
                p.peer(),
                p.peerAsn(),
                key,
                p.local(),
                how,
                p.holdTime(),
                Math.max(1, p.holdTime() / 3)));
    for (String family : families(p)) {
      config.append("  [[neighbors.afi-safis]]\n    [neighbors.afi-safis.config]\n");
      config.append("      afi-safi-name = \"").append(family).append("\"\n");
    }
    return this;
  }

  private static List<String> families(Peering p) {
    List<String> families = new ArrayList<>();
    if (p.ipv4()) {
      families.add("ipv4-unicast");
    }
    if (p.ipv6()) {
      families.add("ipv6-unicast");
    }
    return families;
  }

  @Override
  public void start() {
    write("gobgpd.toml", config);
    run(
        List.of(
            Tools.GOBGP,
            "-f",
            folder + "/gobgpd.toml",
            "--api-hosts",
            api + ":50051",
            "--pprof-disable"));
  }

  /** What a command of its client prints. */
  String control(String... words) {
    List<String> command = new ArrayList<>(List.of("gobgp", "-u", api));
    command.addAll(List.of(words));
    return lab.run(command.toArray(String[]::new));
  }

  private JsonNode neighbor(String peer) {
    return Json.parse(control("-j", "neighbor", peer));
  }

  @Override
  public boolean established(String peer) {
    // Its numbers of the states of RFC 4271 8.2.2 begin with IDLE = 1.
    return neighbor(peer).path("state").path("session_state").asInt() == 6;
  }

  @Override
  public int received(String peer) {
    int sum = 0;
    for (JsonNode family : neighbor(peer).path("afi_safis")) {
      // FRR may return what it got from here: received, but not accepted.
      sum += family.path("state").path("accepted").asInt();
    }
    return sum;
  }

  @Override
  public Map<String, Route> routesFrom(String peer) {
    Map<String, Route> routes = new HashMap<>();
    for (String family : List.of("ipv4", "ipv6")) {
      JsonNode table = Json.parse(control("-j", "global", "rib", "-a", family));
      for (JsonNode destination : table) {
        for (JsonNode path : destination) {
          if (peer.equals(path.path("neighbor-ip").asText())) {
            Route route = GoBgpPaths.route(path);
            routes.put(route.prefix(), route);
          }
        }
      }
    }
    return routes;
  }
}
