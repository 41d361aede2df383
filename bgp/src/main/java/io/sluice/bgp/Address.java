package io.sluice.bgp;

/**
 * An IPv4 or IPv6 address.
 *
 * @param ipv6 whether it is an IPv6 address
 * @param high its first 64 bits; an IPv4 address stands in the upper 32 of them
 * @param low its last 64 bits; 0 for IPv4
 */
public record Address(boolean ipv6, long high, long low) implements Comparable<Address> {

  /** An IPv4 address of 32 bits. */
  public static Address ipv4(int bits) {
    return new Address(false, (long) bits << 32, 0);
  }

  /**
   * Reads an address: dotted IPv4, or IPv6 in any form of RFC 4291 section 2.2, without a zone.
   *
   * @throws IllegalArgumentException if the text is none
   */
  public static Address parse(String text) {
    if (text.indexOf(':') < 0) {
      return ipv4(dotted(text, text));
    }
    int[] groups = new int[8];
    int count = 0;
    int gap = -1;
    int at = 0;
    if (text.startsWith("::")) {
      gap = 0;
      at = 2;
    }
    while (at < text.length()) {
      int end = text.indexOf(':', at);
      String group = end < 0 ? text.substring(at) : text.substring(at, end);
      if (group.indexOf('.') >= 0) {
        require(end < 0 && count <= 6, text);
        int last = dotted(group, text);
        groups[count++] = last >>> 16;
        groups[count++] = last & 0xffff;
        break;
      }
      require(count < 8 && !group.isEmpty() && group.length() <= 4, text);
      groups[count++] = hex(group, text);
      if (end < 0) {
        break;
      }
      at = end + 1;
      if (at < text.length() && text.charAt(at) == ':') {
        require(gap < 0, text);
        gap = count;
        at++;
      } else {
        require(at < text.length(), text);
      }
    }
    require(gap < 0 ? count == 8 : count < 8, text);
    return ofGroups(groups, count, gap);
  }

  private static Address ofGroups(int[] groups, int count, int gap) {
    long high = 0;
    long low = 0;
    int missing = 8 - count;
    for (int place = 0; place < 8; place++) {
      int from = gap < 0 || place < gap ? place : place - missing;
      long group = gap >= 0 && place >= gap && place < gap + missing ? 0 : groups[from];
      if (place < 4) {
        high |= group << 48 - 16 * place;
      } else {
        low |= group << 112 - 16 * place;
      }
    }
    return new Address(true, high, low);
  }

  private static int hex(String group, String whole) {
    int value = 0;
    for (int i = 0; i < group.length(); i++) {
      char c = group.charAt(i);
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      require(digit >= 0, whole);
      value = value << 4 | digit;
    }
    return value;
  }

  private static int dotted(String text, String whole) {
    int value = 0;
    int at = 0;
    for (int octet = 0; octet < 4; octet++) {
      int start = at;
      int number = 0;
      while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        number = number * 10 + text.charAt(at++) - '0';
        require(at - start <= 3, whole);
      }
      boolean leadingZero = at - start > 1 && text.charAt(start) == '0';
      require(at > start && number <= 255 && !leadingZero, whole);
      value = value << 8 | number;
      if (octet < 3) {
        require(at < text.length() && text.charAt(at) == '.', whole);
        at++;
      }
    }
    require(at == text.length(), whole);
    return value;
  }

  private static void require(boolean right, String text) {
    if (!right) {
      throw new IllegalArgumentException("not an IPv4 or IPv6 address: " + text);
    }
  }

  /** How many bits it has: 32 or 128. */
  public int bits() {
    return ipv6 ? 128 : 32;
  }

  /** Whether it is an IPv6 address that stands for an IPv4 one: {@code ::ffff:192.0.2.1}. */
  public boolean isMapped() {
    return ipv6 && high == 0 && low >>> 32 == 0xffff;
  }

  /** IPv4 before IPv6, then by number. */
  @Override
  public int compareTo(Address other) {
    if (ipv6 != other.ipv6) {
      return ipv6 ? 1 : -1;
    }
    int upper = Long.compareUnsigned(high, other.high);
    return upper != 0 ? upper : Long.compareUnsigned(low, other.low);
  }

  // Written out: what a record brings along is made at each start and slow without the second
  // compiler.

  @Override
  public boolean equals(Object other) {
    return other instanceof Address that
        && ipv6 == that.ipv6
        && high == that.high
        && low == that.low;
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(31 * high + low) + (ipv6 ? 1 : 0);
  }

  /** The address in the form of RFC 5952. */
  @Override
  public String toString() {
    AsciiBuffer out = new AsciiBuffer();
    return (ipv6 ? out.ipv6(high, low) : out.ipv4((int) (high >>> 32))).toString();
  }
}
