package io.sluice.bgp.filter;

import com.google.re2j.Matcher;
import io.sluice.bgp.AsPath;
import io.sluice.bgp.AsciiBuffer;

/**
 * {@code as_path ~ "^64500,"}, {@code as_path == 64500,64501}: the AS path as the text that stands
 * in its JSON form, without the outer brackets: {@code 64500,[64501,64502]}.
 */
final class AsPathTextAtom extends Atom {
  private final String text;
  private final Matcher regex;

  AsPathTextAtom(String text, Matcher regex) {
    this.text = text;
    this.regex = regex;
  }

  @Override
  Scope scope() {
    return Scope.ANNOUNCEMENTS;
  }

  @Override
  int test(Evaluation e) {
    AsPath path = e.path();
    if (path.size() == 0) {
      return ABSENT;
    }
    AsciiBuffer out = e.text.clear();
    write(path, out);
    return of(regex != null ? Regex.finds(regex, out, 0, out.size()) : out.contentEquals(text));
  }

  private static void write(AsPath path, AsciiBuffer out) {
    int size = path.size();
    for (int i = 0; i < size; i++) {
      boolean starts = path.inSet(i) && (i == 0 || path.hop(i - 1) != path.hop(i));
      boolean ends = path.inSet(i) && (i + 1 == size || path.hop(i + 1) != path.hop(i));
      if (i > 0) {
        out.put(',');
      }
      if (starts) {
        out.put('[');
      }
      out.number(path.asn(i));
      if (ends) {
        out.put(']');
      }
    }
  }
}
