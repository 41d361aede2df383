package io.sluice.bgp.json;

import java.util.HashMap;
import java.util.Map;

/** The names of capabilities in the JSON form; those without one are {@code CAP_n}. */
public final class CapabilityNames {
  private static final Map<Integer, String> NAMES = new HashMap<>();
  private static final Map<String, Integer> CODES = new HashMap<>();

  static {
    name(0, "UNSPECIFIED");
    name(1, "MP");
    name(2, "ROUTE_REFRESH");
    name(3, "OUTBOUND_FILTERING");
    name(5, "EXTENDED_NEXTHOP");
    name(6, "EXTENDED_MESSAGE");
    name(7, "BGPSEC");
    name(8, "MULTIPLE_LABELS");
    name(9, "ROLE");
    name(64, "GRACEFUL_RESTART");
    name(65, "AS4");
    name(67, "DYNAMIC");
    name(68, "MULTISESSION");
    name(69, "ADDPATH");
    name(70, "ENHANCED_ROUTE_REFRESH");
    name(71, "LLGR");
    name(72, "ROUTING_POLICY");
    name(73, "FQDN");
    name(74, "BFD");
    name(75, "VERSION");
    name(128, "PRE_ROUTE_REFRESH");
  }

  private CapabilityNames() {}

  private static void name(int code, String name) {
    NAMES.put(code, name);
    CODES.put(name, code);
  }

  /** The name of a capability code, 0 to 255. */
  public static String name(int code) {
    String name = NAMES.get(code);
    return name != null ? name : "CAP_" + code;
  }

  /** The code of a name, without the form {@code CAP_n}; -1 for none. */
  public static int codeOf(String name) {
    return CODES.getOrDefault(name, -1);
  }
}
