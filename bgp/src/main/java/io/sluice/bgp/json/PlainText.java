package io.sluice.bgp.json;

/**
 * Numbers and addresses in their usual form, read from octets without making objects. What is
 * written in any other way is left to those who know all of them, and say what is wrong.
 */
final class PlainText {
  private static final int MOST_DIGITS = 18;

  private PlainText() {}

  /** A decimal number without a 0 in front; -1 for anything else. */
  static long decimal(byte[] b, int from, int to) {
    int digits = to - from;
    if (digits < 1 || digits > MOST_DIGITS || digits > 1 && b[from] == '0') {
      return -1;
    }
    return digits(b, from, to);
  }

  /** A number of so many digits; -1 if they are none. */
  static long digits(byte[] b, int from, int to) {
    long value = 0;
    for (int i = from; i < to; i++) {
      int digit = b[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /** Where a sign stands in a range; its end if it does not. */
  static int find(byte[] b, int from, int to, char sign) {
    int at = from;
    while (at < to && b[at] != sign) {
      at++;
    }
    return at;
  }

  /** An IPv4 address of four decimal numbers; -1 for anything else. */
  static long ipv4(byte[] b, int from, int to) {
    long value = 0;
    int at = from;
    for (int octet = 0; octet < 4; octet++) {
      int end = find(b, at, to, '.');
      long number = end - at > 3 ? -1 : decimal(b, at, end);
      if (number < 0 || number > 255 || end == to != (octet == 3)) {
        return -1;
      }
      value = value << 8 | number;
      at = end + 1;
    }
    return value;
  }
}
