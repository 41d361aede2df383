package io.sluice.bgp.exa;

import io.sluice.bgp.json.ExtendedCommunityText;
import java.util.Locale;

/** Extended communities (RFC 4360) as commands hold them. */
final class ExaExtendedCommunities {
  private static final int TARGET = 2;
  private static final int ORIGIN = 3;
  private static final int IPV4 = 1 << 8;
  private static final int FOUR_OCTETS = 2 << 8;
  private static final int HEX_DIGITS = 16;

  private ExaExtendedCommunities() {}

  /**
   * The octets of {@code target:ADMINISTRATOR:NUMBER} or {@code origin:..}, where the administrator
   * is an AS number or an address, or of eight octets in hex.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  static long parse(String text) {
    if (text.matches("0[xX][0-9a-fA-F]{" + HEX_DIGITS + "}")) {
      return Long.parseUnsignedLong(text.substring(2), HEX_DIGITS);
    }
    String[] words = text.toLowerCase(Locale.ROOT).split(":", 2);
    int low = words[0].equals("target") ? TARGET : words[0].equals("origin") ? ORIGIN : -1;
    if (low < 0 || words.length < 2) {
      throw new IllegalArgumentException(
          "an extended community is target:1:2, origin:1:2 or 0x and 16 digits: " + text);
    }
    return ExtendedCommunityText.community(high(words[1]) | low, words[1], false);
  }

  private static int high(String value) {
    String administrator = value.split(":", 2)[0];
    if (administrator.indexOf('.') > 0) {
      return IPV4;
    }
    return administrator.matches("[0-9]{6,}")
            || administrator.matches("[0-9]{5}") && Integer.parseInt(administrator) > 0xffff
        ? FOUR_OCTETS
        : 0;
  }
}
