package io.sluice.bgp.filter;

import com.google.re2j.Matcher;

/** {@code tag[rov/status] == VALID}: a tag of the message, or any of them. */
final class TagAtom extends Atom {
  private final String key;
  private final String text;
  private final Matcher regex;

  private TagAtom(String key, String text, Matcher regex) {
    this.key = key;
    this.text = text;
    this.regex = regex;
  }

  static Atom of(Term t) {
    t.only(Operator.PRESENT, Operator.EQUAL, Operator.MATCH);
    String key = t.index();
    if (t.strict() && key != null && key.matches("[0-9]{1,18}")) {
      // To bgpipe that is a number first: without zeros in front.
      key = Long.toString(Long.parseLong(key));
    }
    return switch (t.operator()) {
      case PRESENT -> new TagAtom(key, null, null);
      case EQUAL -> new TagAtom(key, t.value().text(), null);
      default -> new TagAtom(key, null, Regex.compile(t));
    };
  }

  @Override
  Scope scope() {
    return Scope.MESSAGE;
  }

  @Override
  int test(Evaluation e) {
    var tags = e.message().tags();
    boolean asks = text != null || regex != null;
    if (key != null) {
      String value = tags.get(key);
      boolean there = value != null && !value.isEmpty();
      return !asks ? of(there) : !there ? ABSENT : of(fits(value));
    }
    boolean any = false;
    for (String value : tags.values()) {
      if (!value.isEmpty()) {
        any = true;
        if (asks && fits(value)) {
          return TRUE;
        }
      }
    }
    return !asks ? of(any) : any ? FALSE : ABSENT;
  }

  private boolean fits(String value) {
    return text != null ? value.equals(text) : regex.reset(value).find();
  }
}
