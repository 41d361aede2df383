package io.sluice.bgp.conformance;

import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.BgpError;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Message;
import io.sluice.bgp.json.ExtendedCommunityText;
import io.sluice.bgp.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an UPDATE says, in words that do not depend on who decoded it: a set of lines such as {@code
 * med 100} or {@code announce IPV4/UNICAST 192.0.2.0/24}. Ours are taken from the JSON with
 * everything in it, so that they are what a user sees.
 */
final class Facts {
  private final TreeSet<String> lines = new TreeSet<>();

  void add(String name, Object value) {
    lines.add(name + " " + value);
  }

  /** The lines, in order. */
  Set<String> lines() {
    return lines;
  }

  /** Takes out the lines that begin with one of some names. */
  void drop(String... names) {
    lines.removeIf(line -> List.of(names).contains(line.substring(0, line.indexOf(' '))));
  }

  /** The lines, one below the other. */
  @Override
  public String toString() {
    return String.join("\n    ", lines);
  }

  /** Our facts about a message, or what is wrong with it. */
  static Facts of(byte[] bytes, DecodeContext context) {
    Message message =
        new Message()
            .wrap(bytes, 0, bytes.length)
            .describe("", 0, Direction.R, 1, 0, context, Map.of());
    AsciiBuffer out = new AsciiBuffer();
    BgpError error = new JsonWriter(true).write(message, out);
    Facts facts = new Facts();
    if (error != null) {
      facts.add("refused:", error);
    } else if (Tree.parse(out.toString()) instanceof List<?> line) {
      facts.type(line.get(3).toString(), line.get(4));
    }
    return facts;
  }

  private void type(String type, Object body) {
    switch (type) {
      case "UPDATE" -> {
        routes("announce", "IPV4/UNICAST", Tree.list(body, "reach"));
        routes("withdraw", "IPV4/UNICAST", Tree.list(body, "unreach"));
        Tree.map(body, "attrs").forEach((name, value) -> attribute(name.toString(), value));
      }
      case "OPEN" -> {
        add("version", Tree.text(body, "bgp"));
        add("asn", Tree.text(body, "asn"));
        add("hold", Tree.text(body, "hold"));
        add("id", Tree.text(body, "id"));
        Tree.map(body, "caps").forEach((name, value) -> capability(name.toString(), value));
      }
      default -> add("type", type);
    }
  }

  private void capability(String name, Object value) {
    switch (name) {
      case "MP" -> ((List<?>) value).forEach(family -> add("family", family));
      case "AS4" -> add("as4", value);
      default -> add("capability", name);
    }
  }

  private void routes(String what, String family, List<?> routes) {
    routes.forEach(route -> add(what, family + " " + route(route)));
  }

  private static String route(Object route) {
    if (!(route instanceof Map<?, ?>)) {
      return route.toString();
    }
    List<String> parts = new ArrayList<>();
    for (String key : List.of("labels", "rd", "type", "prefix", "raw")) {
      if (Tree.at(route, key) != null) {
        parts.add(Tree.text(route, key));
      }
    }
    String id = Tree.text(route, "id");
    return (id == null ? "" : "#" + id + "#") + String.join(" ", parts);
  }

  private void attribute(String name, Object attribute) {
    Object value = Tree.at(attribute, "value");
    switch (name) {
      case "ORIGIN" -> add("origin", value.toString().toLowerCase(Locale.ROOT));
      case "ASPATH" -> add("path", value);
      case "NEXTHOP" -> add("next-hop", value);
      case "MED" -> add("med", value);
      case "LOCALPREF" -> add("local-preference", value);
      case "AGGREGATE" -> add("aggregate", true);
      case "AGGREGATOR" ->
          add("aggregator", Tree.text(value, "asn") + ":" + Tree.text(value, "addr"));
      case "COMMUNITY" -> add("community", value);
      case "LARGE_COMMUNITY" -> add("large-community", value);
      case "ORIGINATOR" -> add("originator", value);
      case "CLUSTER_LIST" -> add("clusters", value);
      case "EXT_COMMUNITY" -> extended((List<?>) value);
      case "MP_REACH", "MP_UNREACH" -> multiprotocol(name, value);
      default -> add("attribute", name);
    }
  }

  private void extended(List<?> communities) {
    List<String> all = new ArrayList<>();
    for (Object one : communities) {
      long octets =
          ExtendedCommunityText.community(
              ExtendedCommunityText.type(Tree.text(one, "type")),
              Tree.text(one, "value"),
              "true".equals(Tree.text(one, "nontransitive")));
      all.add(Long.toUnsignedString(octets));
    }
    add("extended-community", all);
  }

  private void multiprotocol(String name, Object value) {
    String family = Tree.text(value, "af");
    List<?> routes = Tree.list(value, "prefixes");
    if (routes.isEmpty()) {
      routes = Tree.list(value, "nlri");
    }
    routes(name.equals("MP_REACH") ? "announce" : "withdraw", family, routes);
    if (Tree.text(value, "nexthop") != null) {
      add("next-hop", family + " " + Tree.text(value, "nexthop"));
    }
  }
}
