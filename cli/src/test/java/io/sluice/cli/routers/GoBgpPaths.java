package io.sluice.cli.routers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads a path as GoBGP prints it in JSON. */
final class GoBgpPaths {
  private GoBgpPaths() {}

  static Route route(JsonNode path) {
    String nextHop = "";
    long med = -1;
    List<Long> asns = new ArrayList<>();
    List<String> communities = new ArrayList<>();
    List<String> large = new ArrayList<>();
    for (JsonNode attribute : path.path("attrs")) {
      switch (attribute.path("type").asInt()) {
        case 2 -> {
          for (JsonNode segment : attribute.path("as_paths")) {
            segment.path("asns").forEach(asn -> asns.add(asn.asLong()));
          }
        }
        case 3, 14 -> nextHop = Route.host(attribute.path("nexthop").asText());
        case 4 -> med = attribute.path("metric").asLong();
        case 8 -> communities(attribute, communities);
        case 32 -> {
          for (JsonNode one : attribute.path("value")) {
            large.add(
                "%d:%d:%d"
                    .formatted(
                        one.path("ASN").asLong(),
                        one.path("LocalData1").asLong(),
                        one.path("LocalData2").asLong()));
          }
          Collections.sort(large);
        }
        default -> {} // ORIGIN and what no test sets
      }
    }
    return new Route(prefix(path.path("nlri")), nextHop, asns, med, communities, large);
  }

  private static void communities(JsonNode attribute, List<String> into) {
    List<Long> numbers = new ArrayList<>();
    attribute.path("communities").forEach(c -> numbers.add(c.asLong()));
    Collections.sort(numbers);
    numbers.forEach(c -> into.add((c >> 16) + ":" + (c & 0xffff)));
  }

  private static String prefix(JsonNode nlri) {
    String text = nlri.path("prefix").asText();
    int slash = text.indexOf('/');
    return Route.host(text.substring(0, slash)) + text.substring(slash);
  }
}
