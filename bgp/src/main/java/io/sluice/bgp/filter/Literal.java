package io.sluice.bgp.filter;

/**
 * A value as it stands in a filter: text, and if it was not quoted and reads as one, a number.
 *
 * @param text what it says, without quotes and escapes
 * @param column where it begins, from 1
 * @param quoted whether it stood in quotes
 * @param integer the integer it is, or {@code null}
 * @param real the number it is, an integer included, or {@code null}
 */
record Literal(String text, int column, boolean quoted, Long integer, Double real) {

  static Literal quoted(String text, int column) {
    return new Literal(text, column, true, null, null);
  }

  static Literal bare(String text, int column) {
    Long integer = integer(text);
    return new Literal(
        text, column, false, integer, integer != null ? (Double) (double) integer : real(text));
  }

  /** Text as bgpipe sees a bare number: 1e2 is 100. */
  String canonical() {
    if (integer != null) {
      return Long.toString(integer);
    }
    if (real != null && real == Math.rint(real) && Math.abs(real) < 1e15) {
      return Long.toString(Math.round(real));
    }
    return real != null ? Double.toString(real) : text;
  }

  /** An integer: decimal, 0x, 0o, 0b, octal with a leading 0, with _ between digits. */
  static Long integer(String text) {
    String digits = text;
    boolean negative = digits.startsWith("-");
    if (negative || digits.startsWith("+")) {
      digits = digits.substring(1);
    }
    int radix = 10;
    if (digits.length() > 1 && digits.charAt(0) == '0') {
      char kind = Character.toLowerCase(digits.charAt(1));
      radix = kind == 'x' ? 16 : kind == 'b' ? 2 : 8;
      digits = digits.substring(kind == 'x' || kind == 'b' || kind == 'o' ? 2 : 1);
      digits = digits.startsWith("_") ? digits.substring(1) : digits;
    }
    if (digits.isEmpty()
        || digits.contains("__")
        || digits.startsWith("_")
        || digits.endsWith("_")
        || digits.startsWith("-")
        || digits.startsWith("+")) {
      return null;
    }
    try {
      return Long.valueOf((negative ? "-" : "") + digits.replace("_", ""), radix);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** A number with or without fraction and exponent, or {@code null}. */
  static Double real(String text) {
    if (!text.matches("[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?")) {
      return null;
    }
    return Double.valueOf(text);
  }
}
