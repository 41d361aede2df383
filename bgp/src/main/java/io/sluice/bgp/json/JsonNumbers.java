package io.sluice.bgp.json;

/**
 * Numbers as bgpipe reads them: decimal, {@code 0x}, {@code 0o}, {@code 0b}, octal behind a leading
 * 0, with {@code _} between digits; no sign, no fraction, no exponent.
 */
public final class JsonNumbers {
  private JsonNumbers() {}

  /**
   * A number from 0 up to a largest one.
   *
   * @throws IllegalArgumentException if the text is none
   */
  public static long unsigned(String text, long most) {
    long value = unsigned(text);
    if (value < 0 || value > most) {
      throw new IllegalArgumentException("not a number from 0 to " + most + ": " + text);
    }
    return value;
  }

  /** A number of up to 63 bits; -1 for anything else. */
  public static long unsigned(String text) {
    int radix = 10;
    int from = 0;
    if (text.length() > 1 && text.charAt(0) == '0') {
      switch (text.charAt(1)) {
        case 'x', 'X' -> radix = 16;
        case 'o', 'O' -> radix = 8;
        case 'b', 'B' -> radix = 2;
        default -> radix = -8;
      }
      from = radix < 0 ? 1 : 2;
      radix = Math.abs(radix);
      if (from < text.length() && text.charAt(from) == '_') {
        from++;
      }
    }
    if (from >= text.length() || text.charAt(from) == '_' || text.endsWith("_")) {
      return -1;
    }
    long value = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '_' && text.charAt(i - 1) != '_') {
        continue;
      }
      int digit = c < 128 ? Character.digit(c, radix) : -1;
      if (digit < 0 || value > (Long.MAX_VALUE - digit) / radix) {
        return -1;
      }
      value = value * radix + digit;
    }
    return value;
  }
}
