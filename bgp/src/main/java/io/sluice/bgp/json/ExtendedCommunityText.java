package io.sluice.bgp.json;

import static io.sluice.bgp.json.ExtendedCommunityNames.NON_TRANSITIVE;

import io.sluice.bgp.Address;
import java.util.Locale;

/** Reads extended communities from the parts of their JSON form. */
public final class ExtendedCommunityText {
  private ExtendedCommunityText() {}

  /**
   * The type of a name or a number up to 16 bits.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static int type(String text) {
    int type = ExtendedCommunityNames.typeOf(text);
    return type >= 0 ? type : (int) JsonNumbers.unsigned(text, 0xffff);
  }

  /**
   * The eight octets of a community.
   *
   * @param type as {@link #type} tells it
   * @param value a number or text such as {@code 64500:1}, whatever form the type wants; for flow
   *     actions the bits themselves
   * @throws IllegalArgumentException if the value is not of the form that the type wants
   */
  public static long community(int type, String value, boolean nonTransitive) {
    int all = nonTransitive ? type | NON_TRANSITIVE : type;
    return (long) all << 48 | value(ExtendedCommunityNames.form(type & ~NON_TRANSITIVE), value);
  }

  private static long value(ExtendedCommunityNames.Form form, String text) {
    return switch (form) {
      case AS2 -> pair(text, 0xffff, 32, 0xffffffffL);
      case AS4 -> pair(text, 0xffffffffL, 16, 0xffff);
      case IP4 -> {
        int colon = colon(text);
        Address address = Address.parse(text.substring(0, colon));
        if (address.ipv6()) {
          throw new IllegalArgumentException("not an IPv4 address: " + text);
        }
        yield address.high() >>> 16 | JsonNumbers.unsigned(text.substring(colon + 1), 0xffff);
      }
      case RATE -> {
        int colon = text.indexOf(':');
        long id = colon < 0 ? 0 : JsonNumbers.unsigned(text.substring(0, colon), 0xffff);
        yield id << 32 | Float.floatToIntBits(rate(text.substring(colon + 1))) & 0xffffffffL;
      }
      case DSCP -> JsonNumbers.unsigned(text, 63);
      default -> JsonNumbers.unsigned(text, 0xffff_ffff_ffffL);
    };
  }

  private static float rate(String text) {
    float rate =
        switch (text.toLowerCase(Locale.ROOT)) {
          case "nan" -> Float.NaN;
          case "inf", "+inf", "infinity", "+infinity" -> Float.POSITIVE_INFINITY;
          case "-inf", "-infinity" -> Float.NEGATIVE_INFINITY;
          default -> Float.parseFloat(text);
        };
    if (Float.isInfinite(rate) && !text.toLowerCase(Locale.ROOT).contains("inf")) {
      throw new IllegalArgumentException("too large for a rate: " + text);
    }
    return rate;
  }

  private static int colon(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("no colon in " + text);
    }
    return colon;
  }

  private static long pair(String text, long mostFirst, int shift, long mostSecond) {
    int colon = colon(text);
    long first = JsonNumbers.unsigned(text.substring(0, colon), mostFirst);
    return first << shift | JsonNumbers.unsigned(text.substring(colon + 1), mostSecond);
  }
}
