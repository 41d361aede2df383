package io.sluice.bgp.json;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The names of path attributes in the JSON form; those without one are {@code ATTR_n}. */
public final class AttributeNames {
  private static final String[] NAMES = new String[256];
  private static final Map<String, Integer> CODES = new HashMap<>();

  static {
    String[] first = {
      "UNSPECIFIED",
      "ORIGIN",
      "ASPATH",
      "NEXTHOP",
      "MED",
      "LOCALPREF",
      "AGGREGATE",
      "AGGREGATOR",
      "COMMUNITY",
      "ORIGINATOR",
      "CLUSTER_LIST"
    };
    for (int code = 0; code < first.length; code++) {
      name(code, first[code]);
    }
    name(14, "MP_REACH");
    name(15, "MP_UNREACH");
    name(16, "EXT_COMMUNITY");
    name(17, "AS4PATH");
    name(18, "AS4AGGREGATOR");
    name(22, "PMSI_TUNNEL");
    name(23, "TUNNEL");
    name(24, "TRAFFIC_ENG");
    name(25, "IPV6_EXT_COMMUNITY");
    name(26, "AIGP");
    name(27, "PE_DISTING");
    name(29, "BGP_LS");
    name(32, "LARGE_COMMUNITY");
    name(33, "BGPSEC_PATH");
    name(35, "OTC");
    name(36, "DPATH");
    name(37, "SFP_ATTR");
    name(38, "BFD_DISCRIMINATOR");
    name(39, "RCA");
    name(40, "PREFIX_SID");
    name(128, "SET");
    for (int code = 0; code < 256; code++) {
      if (NAMES[code] == null) {
        NAMES[code] = "ATTR_" + code;
      }
    }
  }

  private AttributeNames() {}

  private static void name(int code, String name) {
    NAMES[code] = name;
    CODES.put(name, code);
  }

  /** The name of a type code, 0 to 255. */
  public static String name(int code) {
    return NAMES[code];
  }

  /** The type code of a name as it is usually written, or -1. */
  static int codeOfUsual(String name) {
    return CODES.getOrDefault(name, -1);
  }

  /** The type code of a name, in any case, without the form {@code ATTR_n}; -1 for none. */
  public static int codeOf(String name) {
    return CODES.getOrDefault(name.toUpperCase(Locale.ROOT), -1);
  }
}
