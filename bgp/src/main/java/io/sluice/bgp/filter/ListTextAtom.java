package io.sluice.bgp.filter;

import com.google.re2j.Matcher;
import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.Update;

/**
 * Whether an attribute that is a list is there and not empty, or whether a regular expression is
 * found in its JSON form without the outer brackets: {@code "65000:100","65000:200"}.
 */
final class ListTextAtom extends Atom {
  private final int code;
  private final Matcher regex;

  ListTextAtom(int code, Matcher regex) {
    this.code = code;
    this.regex = regex;
  }

  @Override
  Scope scope() {
    return Scope.ANNOUNCEMENTS;
  }

  @Override
  int test(Evaluation e) {
    Update u = e.update();
    int i = u.find(code);
    boolean there = i >= 0 && u.valueLength(i) > 0;
    if (regex == null) {
      return of(there);
    }
    if (!there) {
      return ABSENT;
    }
    AsciiBuffer out = e.text.clear();
    if (e.json.writeAttributeValue(u, i, out) != null) {
      return ABSENT;
    }
    return of(Regex.finds(regex, out, 1, out.size() - 1));
  }
}
