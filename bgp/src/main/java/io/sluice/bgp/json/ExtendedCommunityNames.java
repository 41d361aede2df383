package io.sluice.bgp.json;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Names and value forms of extended community types (RFC 4360) in the JSON form. */
public final class ExtendedCommunityNames {
  /** Bit of the 16-bit type: not to be passed on to another AS. */
  public static final int NON_TRANSITIVE = 0x4000;

  /** How the six octets behind the type are written. */
  public enum Form {
    /** {@code "asn:value"}, 16 and 32 bits. */
    AS2,
    /** {@code "asn:value"}, 32 and 16 bits. */
    AS4,
    /** {@code "address:value"}, 32 and 16 bits. */
    IP4,
    /** A number, or {@code "id:number"}: 16 bits and a 32-bit float. */
    RATE,
    /** {@code {"terminal":..,"sample":..}}. */
    ACTION,
    /** {@code {"copy":..}}. */
    COPY,
    /** A number of 6 bits. */
    DSCP,
    /** {@code "0x.."}, 48 bits. */
    HEX
  }

  private static final Map<Integer, String> NAMES = new HashMap<>();
  private static final Map<String, Integer> TYPES = new HashMap<>();

  static {
    name(0x0000, "AS2");
    name(0x0002, "TARGET");
    name(0x0003, "ORIGIN");
    name(0x00ff, "SUBTYPE");
    name(0x0100, "IP4");
    name(0x0102, "IP4_TARGET");
    name(0x0103, "IP4_ORIGIN");
    name(0x0200, "AS4");
    name(0x0202, "AS4_TARGET");
    name(0x0203, "AS4_ORIGIN");
    name(0x0800, "FLOW_REDIRECT_NH");
    name(0x8006, "FLOW_RATE_BYTES");
    name(0x8007, "FLOW_ACTION");
    name(0x8008, "FLOW_REDIRECT_AS2");
    name(0x8009, "FLOW_DSCP");
    name(0x800c, "FLOW_RATE_PACKETS");
    name(0x8108, "FLOW_REDIRECT_IP4");
    name(0x8208, "FLOW_REDIRECT_AS4");
    name(0xbf00, "TYPE");
    TYPES.put("TRANSITIVE", NON_TRANSITIVE);
  }

  private ExtendedCommunityNames() {}

  private static void name(int type, String name) {
    NAMES.put(type, name);
    TYPES.put(name, type);
  }

  /** The name of a type whose {@link #NON_TRANSITIVE} bit is cleared, or {@code null}. */
  public static String name(int type) {
    return NAMES.get(type);
  }

  /** The type of a name, in capitals or small letters; -1 for none. */
  public static int typeOf(String name) {
    boolean oneCase =
        name.equals(name.toUpperCase(Locale.ROOT)) || name.equals(name.toLowerCase(Locale.ROOT));
    return oneCase ? TYPES.getOrDefault(name.toUpperCase(Locale.ROOT), -1) : -1;
  }

  /** How the value of a type is written whose {@link #NON_TRANSITIVE} bit is cleared. */
  public static Form form(int type) {
    return switch (type) {
      case 0x8006, 0x800c -> Form.RATE;
      case 0x8007 -> Form.ACTION;
      case 0x8008 -> Form.AS2;
      case 0x8009 -> Form.DSCP;
      case 0x8108 -> Form.IP4;
      case 0x8208 -> Form.AS4;
      case 0x0800 -> Form.COPY;
      default ->
          switch (type >>> 8) {
            case 0 -> Form.AS2;
            case 1 -> Form.IP4;
            case 2 -> Form.AS4;
            default -> Form.HEX;
          };
    };
  }
}
