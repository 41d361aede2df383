package io.sluice.bgp.json;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.AsciiBuffer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The names of AFIs and SAFIs in the JSON form; unassigned ones are {@code AFI(n)}, {@code
 * SAFI(n)}.
 */
public final class FamilyNames {
  private static final Map<Integer, String> AFIS =
      Map.ofEntries(
          Map.entry(0, "INVALID"),
          Map.entry(1, "IPV4"),
          Map.entry(2, "IPV6"),
          Map.entry(25, "L2VPN"),
          Map.entry(26, "MPLS_SECTION"),
          Map.entry(27, "MPLS_LSP"),
          Map.entry(28, "MPLS_PSEUDOWIRE"),
          Map.entry(29, "MT_IPV4"),
          Map.entry(30, "MT_IPV6"),
          Map.entry(31, "SFC"),
          Map.entry(16388, "LS"),
          Map.entry(16398, "ROUTING_POLICY"),
          Map.entry(16399, "MPLS_NAMESPACES"));

  private static final Map<Integer, String> SAFIS =
      Map.ofEntries(
          Map.entry(0, "INVALID"),
          Map.entry(1, "UNICAST"),
          Map.entry(2, "MULTICAST"),
          Map.entry(4, "MPLS"),
          Map.entry(5, "MCAST_VPN"),
          Map.entry(6, "PLACEMENT_MSPW"),
          Map.entry(8, "MCAST_VPLS"),
          Map.entry(9, "SFC"),
          Map.entry(64, "TUNNEL"),
          Map.entry(65, "VPLS"),
          Map.entry(66, "MDT"),
          Map.entry(67, "4OVER6"),
          Map.entry(68, "6OVER4"),
          Map.entry(69, "L1VPN_DISCOVERY"),
          Map.entry(70, "EVPNS"),
          Map.entry(71, "LS"),
          Map.entry(72, "LS_VPN"),
          Map.entry(73, "SR_TE_POLICY"),
          Map.entry(74, "SD_WAN_CAPABILITIES"),
          Map.entry(75, "ROUTING_POLICY"),
          Map.entry(76, "CLASSFUL_TRANSPORT"),
          Map.entry(77, "TUNNELED_FLOWSPEC"),
          Map.entry(78, "MCAST_TREE"),
          Map.entry(79, "DPS"),
          Map.entry(80, "LS_SPF"),
          Map.entry(83, "CAR"),
          Map.entry(84, "VPN_CAR"),
          Map.entry(85, "MUP"),
          Map.entry(128, "MPLS_VPN"),
          Map.entry(129, "MULTICAST_VPNS"),
          Map.entry(132, "ROUTE_TARGET"),
          Map.entry(133, "FLOWSPEC"),
          Map.entry(134, "L3VPN_FLOWSPEC"),
          Map.entry(140, "VPN_DISCOVERY"));

  private static final Map<String, Integer> AFI_CODES = invert(AFIS);
  private static final Map<String, Integer> SAFI_CODES = invert(SAFIS);

  private FamilyNames() {}

  private static Map<String, Integer> invert(Map<Integer, String> names) {
    Map<String, Integer> codes = new HashMap<>();
    names.forEach((code, name) -> codes.put(name, code));
    return Map.copyOf(codes);
  }

  /** The name of an AFI, 0 to 65535. */
  public static String afi(int afi) {
    String name = AFIS.get(afi);
    return name != null ? name : "AFI(" + afi + ")";
  }

  /** The name of a SAFI, 0 to 255. */
  public static String safi(int safi) {
    String name = SAFIS.get(safi);
    return name != null ? name : "SAFI(" + safi + ")";
  }

  /** The name of a packed family, such as {@code IPV4/UNICAST}. */
  public static String family(int packed) {
    return afi(packed >>> 8) + "/" + safi(packed & 0xff);
  }

  /** Appends the name of a packed family; the common ones without creating objects. */
  static void write(int packed, AsciiBuffer out) {
    switch (packed) {
      case 0x0101 -> out.put(Ascii.IPV4_UNICAST);
      case 0x0201 -> out.put(Ascii.IPV6_UNICAST);
      default -> out.put(afi(packed >>> 8)).put('/').put(safi(packed & 0xff));
    }
  }

  /** The AFI of a name in any case, or -1. */
  public static int afiOf(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    Integer code = AFI_CODES.get(upper);
    return code != null ? code : numbered(upper, "AFI(", 0xffff);
  }

  /** The SAFI of a name in any case, or -1. */
  public static int safiOf(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    Integer code = SAFI_CODES.get(upper);
    return code != null ? code : numbered(upper, "SAFI(", 0xff);
  }

  /** What has no name is read as it is written, so that no family is lost on the way. */
  private static int numbered(String text, String begin, int most) {
    if (!text.startsWith(begin) || !text.endsWith(")")) {
      return -1;
    }
    try {
      return (int) JsonNumbers.unsigned(text.substring(begin.length(), text.length() - 1), most);
    } catch (IllegalArgumentException e) {
      return -1;
    }
  }

  /** The family of {@code AFI/SAFI}, names in any case, or {@code null}. */
  public static AddressFamily familyOf(String name) {
    if (name.equals("IPV4/UNICAST")) {
      return AddressFamily.IPV4_UNICAST;
    }
    if (name.equals("IPV6/UNICAST")) {
      return AddressFamily.IPV6_UNICAST;
    }
    int slash = name.indexOf('/');
    if (slash < 0) {
      return null;
    }
    int afi = afiOf(name.substring(0, slash));
    int safi = safiOf(name.substring(slash + 1));
    return afi < 0 || safi < 0 ? null : new AddressFamily(afi, safi);
  }
}
