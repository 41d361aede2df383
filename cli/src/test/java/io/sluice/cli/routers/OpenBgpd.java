package io.sluice.cli.routers;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** OpenBGPD; speaks neither flowspec nor extended messages. */
final class OpenBgpd extends Daemon {
  private final StringBuilder config = new StringBuilder();

  /** One that is not started yet. */
  OpenBgpd(Lab lab, String name, long asn, String routerId, String listen) {
    super(lab, name);
    config.append(
        """
        AS %d
        router-id %s
        listen on %s port 1179
        fib-update no
        socket "%s/ctl"
        nexthop qualify via default
        allow from any
        allow to any
        """
            .formatted(asn, routerId, listen, folder));
  }

  /** Adds a session for IPv4 that waits for the other end. */
  OpenBgpd peer(Peering p) {
    config.append(
        """
        neighbor %s {
          remote-as %d
          passive
          local-address %s
          multihop 2
          holdtime %d
          announce IPv4 unicast
        }
        """
            .formatted(p.peer(), p.peerAsn(), p.local(), p.holdTime()));
    return this;
  }

  /** Adds a route of its own. */
  OpenBgpd originating(String prefix, String community, String large) {
    config.append(
        "network %s set { community %s large-community %s }\n".formatted(prefix, community, large));
    return this;
  }

  @Override
  public void start() {
    write("bgpd.conf", config);
    try {
      Files.createDirectories(Path.of("/run/openbgpd")); // its chroot
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    run(List.of(Tools.OPENBGPD, "-d", "-v", "-f", folder + "/bgpd.conf"));
  }

  /** What a command of its client prints. */
  String control(String... words) {
    List<String> command = new ArrayList<>(List.of("bgpctl", "-s", folder + "/ctl"));
    command.addAll(List.of(words));
    return lab.run(command.toArray(String[]::new));
  }

  private JsonNode neighbor(String peer) {
    return Json.parse(control("-j", "show", "neighbor", peer)).path("neighbors").path(0);
  }

  @Override
  public boolean established(String peer) {
    return "Established".equals(neighbor(peer).path("state").asText());
  }

  @Override
  public int received(String peer) {
    return neighbor(peer).path("stats").path("prefixes").path("received").asInt();
  }

  @Override
  public Map<String, Route> routesFrom(String peer) {
    Map<String, Route> routes = new HashMap<>();
    for (JsonNode path : Json.parse(control("-j", "show", "rib", "detail")).path("rib")) {
      if (peer.equals(path.path("neighbor").path("remote_addr").asText())) {
        Route route = route(path);
        routes.put(route.prefix(), route);
      }
    }
    return routes;
  }

  private static Route route(JsonNode path) {
    List<Long> asns = new ArrayList<>();
    for (String asn : path.path("aspath").asText().split(" ")) {
      asns.add(Long.parseLong(asn));
    }
    List<String> communities = new ArrayList<>();
    path.path("communities").forEach(c -> communities.add(c.asText()));
    List<String> large = new ArrayList<>();
    path.path("large_communities").forEach(c -> large.add(c.asText()));
    return new Route(
        path.path("prefix").asText(),
        path.path("exit_nexthop").asText(),
        asns,
        -1,
        communities,
        large);
  }
}
