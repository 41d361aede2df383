package io.sluice.bgp.filter;

import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.json.JsonNumbers;

/** Questions about communities, large communities and extended communities. */
final class CommunityAtoms {
  private CommunityAtoms() {}

  /** {@code community == 65000:100}. */
  static Atom standard(Term t) {
    int code = AttributeCode.COMMUNITIES;
    if (check(t) != Operator.EQUAL) {
      return other(t, code);
    }
    long[] parts = parts(t, 2, 0xffff, "a community is two numbers up to 65535: 65000:100");
    return new ListMemberAtom(code, 4, parts[0] << 16 | parts[1], 0);
  }

  /** {@code large_community == 65000:1:2}. */
  static Atom large(Term t) {
    int code = AttributeCode.LARGE_COMMUNITY;
    if (check(t) != Operator.EQUAL) {
      return other(t, code);
    }
    long[] parts = parts(t, 3, 0xffffffffL, "a large community is three numbers: 65000:1:2");
    return new ListMemberAtom(code, 12, parts[0], parts[1] << 32 | parts[2]);
  }

  /** {@code ext_community == "{\"type\":\"TARGET\",\"value\":\"65000:100\"}"}. */
  static Atom extended(Term t) {
    int code = AttributeCode.EXTENDED_COMMUNITIES;
    if (check(t) != Operator.EQUAL) {
      return other(t, code);
    }
    return new ListMemberAtom(code, 8, 0, ExtendedCommunityValue.of(t));
  }

  private static Operator check(Term t) {
    t.withoutIndex().only(Operator.PRESENT, Operator.EQUAL, Operator.MATCH);
    return t.operator();
  }

  private static Atom other(Term t, int code) {
    return new ListTextAtom(code, t.operator() == Operator.MATCH ? Regex.compile(t) : null);
  }

  private static long[] parts(Term t, int count, long most, String right) {
    String text = t.value().text().trim();
    // A JSON list of one is as good.
    if (text.startsWith("[") && text.endsWith("]")) {
      text = text.substring(1, text.length() - 1).trim();
      boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
      text = quoted ? text.substring(1, text.length() - 1) : text;
    }
    String[] words = text.split(":", -1);
    long[] parts = new long[count];
    for (int i = 0; i < count; i++) {
      parts[i] = words.length == count ? JsonNumbers.unsigned(words[i]) : -1;
      if (parts[i] < 0 || parts[i] > most) {
        throw t.badValue(right);
      }
    }
    return parts;
  }
}
