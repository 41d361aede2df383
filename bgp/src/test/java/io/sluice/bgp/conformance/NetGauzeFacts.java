package io.sluice.bgp.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The facts of an UPDATE as NetGauze prints it. */
final class NetGauzeFacts {
  private static final Map<String, String> FAMILIES =
      Map.of(
          "Ipv4Unicast", "IPV4/UNICAST",
          "Ipv6Unicast", "IPV6/UNICAST",
          "Ipv4MplsVpnUnicast", "IPV4/MPLS_VPN",
          "Ipv6MplsVpnUnicast", "IPV6/MPLS_VPN",
          "Ipv4NlriMplsLabels", "IPV4/MPLS",
          "Ipv6NlriMplsLabels", "IPV6/MPLS",
          "L2Evpn", "L2VPN/EVPNS");
  private static final Map<String, String> EVPN =
      Map.of(
          "EthernetAutoDiscovery", "AUTO_DISCOVERY",
          "MacIpAdvertisement", "MAC_IP",
          "InclusiveMulticastEthernetTagRoute", "INCLUSIVE_MULTICAST",
          "EthernetSegmentRoute", "ETHERNET_SEGMENT",
          "IpPrefixRoute", "IP_PREFIX");

  private final Facts facts = new Facts();

  private NetGauzeFacts() {}

  static Facts of(Object update) {
    NetGauzeFacts all = new NetGauzeFacts();
    all.routes("announce", "IPV4/UNICAST", Tree.list(update, "nlri"));
    all.routes("withdraw", "IPV4/UNICAST", Tree.list(update, "withdrawn_routes"));
    for (Object attribute : Tree.list(update, "path_attributes")) {
      Tree.map(attribute, "value").forEach((name, value) -> all.attribute(name.toString(), value));
    }
    return all.facts;
  }

  private void attribute(String name, Object value) {
    switch (name) {
      case "Origin" -> facts.add("origin", value.toString().toLowerCase(Locale.ROOT));
      case "AsPath" -> facts.add("path", path(value));
      case "NextHop" -> facts.add("next-hop", Tree.text(value, "next_hop"));
      case "MultiExitDiscriminator" -> facts.add("med", Tree.text(value, "metric"));
      case "LocalPreference" -> facts.add("local-preference", Tree.text(value, "metric"));
      case "Communities" ->
          facts.add(
              "community",
              Tree.list(value, "communities").stream()
                  .map(c -> Long.parseLong(c.toString()))
                  .map(c -> (c >> 16) + ":" + (c & 0xffff))
                  .toList());
      case "ExtendedCommunities" ->
          facts.add(
              "extended-community",
              Tree.list(value, "communities").stream().map(NetGauzeFacts::extended).toList());
      case "Originator" -> facts.add("originator", value);
      case "ClusterList" -> facts.add("clusters", value);
      case "MpReach" -> multiprotocol("announce", value);
      case "MpUnreach" -> multiprotocol("withdraw", value);
      case "Aigp" -> facts.add("attribute", "AIGP");
      case "PrefixSegmentIdentifier" -> facts.add("attribute", "PREFIX_SID");
      default -> facts.add("attribute", name);
    }
  }

  private static List<Object> path(Object value) {
    List<Object> path = new ArrayList<>();
    Map<?, ?> either = (Map<?, ?>) value;
    for (Object segment : (List<?>) either.values().iterator().next()) {
      List<?> numbers = Tree.list(segment, "as_numbers");
      if ("AsSet".equals(Tree.text(segment, "segment_type"))) {
        path.add(numbers);
      } else {
        path.addAll(numbers);
      }
    }
    return path;
  }

  private static String extended(Object community) {
    for (String kind : List.of("RouteTarget", "RouteOrigin")) {
      Object two = Tree.at(community, "TransitiveTwoOctet", kind);
      if (two != null) {
        long type = kind.equals("RouteTarget") ? 0x0002 : 0x0003;
        long admin = Long.parseLong(Tree.text(two, "global_admin"));
        return Long.toString(type << 48 | admin << 32 | number(two, "local_admin"));
      }
    }
    Object layer2 = Tree.at(community, "Evpn", "EvpnL2Attribute");
    if (layer2 != null) {
      long flags = number(layer2, "control_flags");
      return Long.toString(0x0604L << 48 | flags << 32 | number(layer2, "l2_mtu") << 16);
    }
    return community.toString();
  }

  private static long number(Object tree, String key) {
    return Long.parseLong(Tree.text(tree, key));
  }

  private void multiprotocol(String what, Object value) {
    Map.Entry<?, ?> family = ((Map<?, ?>) value).entrySet().iterator().next();
    String name = FAMILIES.getOrDefault(family.getKey().toString(), family.getKey().toString());
    Object body = family.getValue();
    routes(what, name, Tree.list(body, "nlri"));
    if (what.equals("announce")) {
      Object hop = Tree.at(body, "next_hop");
      if (hop instanceof Map<?, ?> either) {
        hop = Tree.at(either.values().iterator().next(), "next_hop");
      }
      hop = hop != null ? hop : Tree.at(body, "next_hop_global");
      if (hop != null) {
        facts.add("next-hop", name + " " + hop);
      }
    }
  }

  private void routes(String what, String family, List<?> routes) {
    routes.forEach(route -> facts.add(what, family + " " + route(route)));
  }

  private static String route(Object route) {
    Map<?, ?> evpn = Tree.map(route, "route");
    if (!evpn.isEmpty()) {
      Map.Entry<?, ?> kind = evpn.entrySet().iterator().next();
      // Of EVPN, all three octets count: they may be no label but a VNI (RFC 8365).
      long label = octets(Tree.list(kind.getValue(), "mpls_label"));
      return "[" + label + "] " + distinguisher(kind.getValue()) + " " + EVPN.get(kind.getKey());
    }
    String prefix = Tree.text(route, Tree.at(route, "network") != null ? "network" : "prefix");
    List<?> labels = Tree.list(route, Tree.at(route, "labels") != null ? "labels" : "label_stack");
    if (labels.isEmpty()) {
      String id = Tree.text(route, "path_id");
      return id == null ? prefix : "#" + id + "#" + prefix;
    }
    String rd = Tree.at(route, "rd") == null ? "" : distinguisher(route) + " ";
    return labels.stream().map(l -> label((List<?>) l)).toList() + " " + rd + prefix;
  }

  private static long label(List<?> octets) {
    return octets(octets) >> 4;
  }

  private static long octets(List<?> octets) {
    long value = 0;
    for (Object octet : octets) {
      value = value << 8 | Long.parseLong(octet.toString());
    }
    return value;
  }

  private static String distinguisher(Object route) {
    Object rd = Tree.map(route, "rd").values().iterator().next();
    for (String admin : List.of("asn2", "asn4", "ip")) {
      if (Tree.at(rd, admin) != null) {
        return Tree.at(rd, admin) + ":" + Tree.at(rd, "number");
      }
    }
    return rd.toString();
  }
}
