package io.sluice.bgp.conformance;

import io.sluice.bgp.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The facts of an UPDATE as ExaBGP prints it. */
final class ExaBgpFacts {
  private static final Map<String, String> FAMILIES =
      Map.ofEntries(
          Map.entry("ipv4 unicast", "IPV4/UNICAST"),
          Map.entry("ipv6 unicast", "IPV6/UNICAST"),
          Map.entry("ipv4 nlri-mpls", "IPV4/MPLS"),
          Map.entry("ipv6 nlri-mpls", "IPV6/MPLS"),
          Map.entry("ipv4 mpls-vpn", "IPV4/MPLS_VPN"),
          Map.entry("ipv6 mpls-vpn", "IPV6/MPLS_VPN"));

  private final Facts facts = new Facts();

  private ExaBgpFacts() {}

  static Facts of(Object line) {
    ExaBgpFacts all = new ExaBgpFacts();
    Object update = Tree.at(line, "neighbor", "message", "update");
    Tree.map(update, "attribute").forEach((name, value) -> all.attribute(name.toString(), value));
    Tree.map(update, "announce").forEach((family, hops) -> all.announced(family.toString(), hops));
    Tree.map(update, "withdraw")
        .forEach((family, routes) -> all.routes("withdraw", family.toString(), (List<?>) routes));
    return all.facts;
  }

  /** Ours, without what ExaBGP does not print, or prints in another way. */
  static Facts reduced(Facts ours) {
    Facts reduced = new Facts();
    for (String line : ours.lines()) {
      String[] words = line.split(" ", 3);
      boolean family = words.length == 3 && words[1].contains("/");
      if (words[0].equals("next-hop")) {
        reduced.add("next-hop", words[words.length - 1]);
      } else if (words[0].matches("announce|withdraw")) {
        if (FAMILIES.containsValue(words[1])) {
          reduced.add(words[0], words[1] + " " + words[2]);
        }
      } else if (!words[0].equals("attribute") && !line.equals("path []") && !family) {
        reduced.add(words[0], line.substring(words[0].length() + 1));
      }
    }
    return reduced;
  }

  private void attribute(String name, Object value) {
    switch (name) {
      case "origin", "med", "local-preference", "aggregator" -> facts.add(name, value);
      case "atomic-aggregate" -> facts.add("aggregate", value);
      case "as-path" -> facts.add("path", path((Map<?, ?>) value));
      case "originator-id" -> facts.add("originator", value);
      case "cluster-list" -> facts.add("clusters", value);
      case "community" -> facts.add("community", joined((List<?>) value));
      case "large-community" -> facts.add("large-community", joined((List<?>) value));
      case "extended-community" ->
          facts.add(
              "extended-community",
              ((List<?>) value).stream().map(c -> Tree.text(c, "value")).toList());
      default -> {}
    }
  }

  private static List<Object> path(Map<?, ?> segments) {
    List<Object> path = new ArrayList<>();
    for (Object segment : segments.values()) {
      if ("as-set".equals(Tree.text(segment, "element"))) {
        path.add(Tree.list(segment, "value"));
      } else {
        path.addAll(Tree.list(segment, "value"));
      }
    }
    return path;
  }

  private static List<String> joined(List<?> communities) {
    return communities.stream()
        .map(c -> String.join(":", ((List<?>) c).stream().map(Object::toString).toList()))
        .toList();
  }

  private void announced(String family, Object hops) {
    ((Map<?, ?>) hops)
        .forEach(
            (hop, routes) -> {
              if (!hop.equals("no-nexthop") && !hop.equals("null")) {
                facts.add("next-hop", Address.parse(hop.toString()));
              }
              routes("announce", family, (List<?>) routes);
            });
  }

  private void routes(String what, String family, List<?> routes) {
    String name = FAMILIES.get(family);
    if (name != null) {
      routes.forEach(route -> facts.add(what, name + " " + route(route)));
    }
  }

  private static String route(Object route) {
    StringBuilder text = new StringBuilder();
    String id = Tree.text(route, "path-information");
    if (id != null) {
      long number = Address.parse(id).high() >>> 32;
      text.append('#').append(number).append('#');
    }
    List<?> labels = Tree.list(route, "label");
    if (!labels.isEmpty()) {
      text.append(labels.stream().map(l -> ((List<?>) l).get(0)).toList()).append(' ');
    }
    if (Tree.text(route, "rd") != null) {
      text.append(Tree.text(route, "rd")).append(' ');
    }
    return text.append(Tree.text(route, "nlri")).toString();
  }
}
