package io.sluice.cli.routers;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** ExaBGP with one session: announces what it is told, and writes down what it hears. */
final class ExaBgp extends Daemon {
  private final String config;
  private final StringBuilder announcements = new StringBuilder();

  /** One that dials as soon as it is started. */
  ExaBgp(Lab lab, String name, long asn, Peering p) {
    super(lab, name);
    config =
        """
        process api { run %s/api.py; encoder json; }
        neighbor %s {
          router-id 10.0.0.5; local-address %s; local-as %d; peer-as %d;
          connect %d; outgoing-ttl 2; hold-time %d;
          capability { asn4 enable; route-refresh enable; extended-message enable; }
          family { ipv4 unicast; }
          api { processes [ api ]; receive { parsed; update; } neighbor-changes; }
        }
        """
            .formatted(folder, p.peer(), p.local(), asn, p.peerAsn(), p.dialPort(), p.holdTime());
  }

  /** Announces a route; what stands in front of its path is its own AS. */
  ExaBgp originating(Route route, String nextHop, long asn) {
    StringBuilder path = new StringBuilder().append(asn);
    route.path().forEach(hop -> path.append(' ').append(hop));
    announcements.append(
        "announce route %s next-hop %s as-path [ %s ] community [%s] large-community [%s]\n"
            .formatted(
                route.prefix(),
                nextHop,
                path,
                String.join(" ", route.communities()),
                String.join(" ", route.large())));
    return this;
  }

  @Override
  public void start() {
    write("announcements", announcements);
    write("exabgp.conf", config);
    write(
            "api.py",
            """
            #!/usr/bin/python3 -u
            import sys, threading
            def reader():
                with open('%1$s/received.json', 'a', buffering=1) as f:
                    for line in sys.stdin: f.write(line)
            t = threading.Thread(target=reader)
            t.start()
            for command in open('%1$s/announcements'): print(command, end='', flush=True)
            t.join()
            """
                .formatted(folder))
        .toFile()
        .setExecutable(true);
    run(
        List.of(
            "env",
            "exabgp.daemon.user=root",
            "exabgp.api.cli=false",
            "exabgp.api.ack=false",
            "exabgp.log.level=INFO",
            "exabgp.log.destination=stdout",
            "exabgp",
            folder + "/exabgp.conf"));
  }

  private List<JsonNode> heard() {
    List<JsonNode> all = new ArrayList<>();
    try {
      Files.readAllLines(folder.resolve("received.json"))
          .forEach(line -> all.add(Json.parse(line)));
    } catch (NoSuchFileException e) {
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  @Override
  public boolean established(String peer) {
    String state = "";
    for (JsonNode event : heard()) {
      if ("state".equals(event.path("type").asText())) {
        state = event.path("neighbor").path("state").asText();
      }
    }
    return "up".equals(state);
  }

  @Override
  public int received(String peer) {
    return routesFrom(peer).size();
  }

  @Override
  public Map<String, Route> routesFrom(String peer) {
    Map<String, Route> routes = new HashMap<>();
    for (JsonNode event : heard()) {
      JsonNode update = event.path("neighbor").path("message").path("update");
      update
          .path("announce")
          .path("ipv4 unicast")
          .properties()
          .forEach(
              hop -> {
                for (JsonNode nlri : hop.getValue()) {
                  String prefix = nlri.path("nlri").asText();
                  routes.put(prefix, route(prefix, hop.getKey(), update.path("attribute")));
                }
              });
      update
          .path("withdraw")
          .path("ipv4 unicast")
          .forEach(nlri -> routes.remove(nlri.path("nlri").asText()));
    }
    return routes;
  }

  private static Route route(String prefix, String nextHop, JsonNode attributes) {
    List<Long> path = new ArrayList<>();
    attributes.path("as-path").forEach(asn -> path.add(asn.asLong()));
    return new Route(
        prefix,
        nextHop,
        path,
        -1,
        joined(attributes.path("community")),
        joined(attributes.path("large-community")));
  }

  private static List<String> joined(JsonNode communities) {
    List<String> texts = new ArrayList<>();
    for (JsonNode community : communities) {
      List<String> numbers = new ArrayList<>();
      community.forEach(number -> numbers.add(number.asText()));
      texts.add(String.join(":", numbers));
    }
    return texts;
  }
}
