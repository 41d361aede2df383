package io.sluice.bgp.filter;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.sluice.bgp.AsciiBuffer;

/**
 * Regular expressions of RE2: their time grows with the length of the text, whatever stands in it,
 * so no message can stall a filter. They need not match the whole text.
 */
final class Regex {
  private Regex() {}

  /** A matcher for the value of a term. */
  static Matcher compile(Term t) {
    try {
      return Pattern.compile(t.value().text()).matcher("");
    } catch (PatternSyntaxException e) {
      throw t.badValue("not a regular expression of RE2: " + e.getDescription());
    }
  }

  /** Whether a regular expression is found in a buffer, from an index up to another. */
  static boolean finds(Matcher regex, AsciiBuffer text, int from, int to) {
    return regex.reset(new Ascii(text.buffer(), from, to)).find();
  }

  /** ASCII octets as characters, without a copy. */
  private record Ascii(byte[] octets, int from, int to) implements CharSequence {
    @Override
    public int length() {
      return to - from;
    }

    @Override
    public char charAt(int index) {
      return (char) (octets[from + index] & 0xff);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Ascii(octets, from + start, from + end);
    }

    @Override
    public String toString() {
      return new String(octets, from, to - from, java.nio.charset.StandardCharsets.ISO_8859_1);
    }
  }
}
