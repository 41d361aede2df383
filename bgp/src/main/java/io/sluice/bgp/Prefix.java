package io.sluice.bgp;

/**
 * An IPv4 or IPv6 prefix, its host bits cleared.
 *
 * @param ipv6 whether it is an IPv6 prefix
 * @param high the first 64 bits; those of IPv4 stand in the upper 32 of them
 * @param low the last 64 bits; 0 for IPv4
 * @param bits its length, 0 to 32 or 128
 */
public record Prefix(boolean ipv6, long high, long low, int bits) {

  /** Clears the host bits. */
  public Prefix {
    if (bits < 0 || bits > (ipv6 ? 128 : 32)) {
      throw new IllegalArgumentException("a prefix cannot be " + bits + " bits long");
    }
    high &= highMask(bits);
    low &= lowMask(bits);
  }

  /**
   * Reads {@code ADDRESS/LENGTH}, or an address alone as a prefix of its full length.
   *
   * @throws IllegalArgumentException if the text is none
   */
  public static Prefix parse(String text) {
    int slash = text.indexOf('/');
    Address address = Address.parse(slash < 0 ? text : text.substring(0, slash));
    int bits = slash < 0 ? address.bits() : length(text.substring(slash + 1), address.bits());
    if (bits < 0) {
      throw new IllegalArgumentException(
          "not a prefix: " + text + "; the length goes up to " + address.bits());
    }
    return new Prefix(address.ipv6(), address.high(), address.low(), bits);
  }

  private static int length(String digits, int most) {
    if (!digits.matches("0|[1-9][0-9]{0,2}")) {
      return -1;
    }
    int bits = Integer.parseInt(digits);
    return bits <= most ? bits : -1;
  }

  private static long highMask(int bits) {
    return bits == 0 ? 0 : bits >= 64 ? -1L : -1L << 64 - bits;
  }

  private static long lowMask(int bits) {
    return bits <= 64 ? 0 : -1L << 128 - bits;
  }

  /** Whether an address of the same family lies in it. */
  public boolean contains(boolean otherIpv6, long otherHigh, long otherLow) {
    return ipv6 == otherIpv6
        && ((high ^ otherHigh) & highMask(bits)) == 0
        && ((low ^ otherLow) & lowMask(bits)) == 0;
  }

  /** Whether it and the prefix at a cursor have addresses in common: one holds the other. */
  public boolean overlaps(PrefixCursor p) {
    int common = Math.min(bits, p.bits());
    return ipv6 == p.ipv6()
        && ((high ^ p.high()) & highMask(common)) == 0
        && ((low ^ p.low()) & lowMask(common)) == 0;
  }

  /** Whether it is an IPv6 prefix of addresses that stand for IPv4 ones. */
  public boolean isMapped() {
    return ipv6 && bits >= 96 && high == 0 && low >>> 32 == 0xffff;
  }

  @Override
  public String toString() {
    return new Address(ipv6, high, low) + "/" + bits;
  }
}
