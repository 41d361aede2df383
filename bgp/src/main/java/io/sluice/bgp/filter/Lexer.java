package io.sluice.bgp.filter;

/**
 * Cuts a filter into words. What a word is depends on where it stands: values may hold what would
 * be an operator elsewhere. In the strict form of bgpipe only blanks part names, operators and
 * values; otherwise the signs of operators do as well.
 */
final class Lexer {
  private static final String SIGNS = "=!<>~";

  private final String text;
  private final boolean strict;
  private int at;

  Lexer(String text, boolean strict) {
    this.text = text;
    this.strict = strict;
  }

  FilterSyntaxException fail(int column, String problem) {
    return new FilterSyntaxException(text, column, problem);
  }

  /** The column of what comes next, from 1. */
  int column() {
    skipBlanks();
    return at + 1;
  }

  private boolean isBlank(char c) {
    return c == ' ' || !strict && Character.isWhitespace(c);
  }

  void skipBlanks() {
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
  }

  boolean atEnd() {
    skipBlanks();
    return at >= text.length();
  }

  /** Whether this comes next; it is taken then. */
  boolean take(String word) {
    skipBlanks();
    if (!text.startsWith(word, at)) {
      return false;
    }
    at += word.length();
    return true;
  }

  /** Whether this comes next. */
  boolean sees(String word) {
    skipBlanks();
    return text.startsWith(word, at);
  }

  /** A name up to its end; empty where none stands. */
  String name() {
    skipBlanks();
    int from = at;
    while (at < text.length() && !endsName(text.charAt(at))) {
      at++;
    }
    return text.substring(from, at);
  }

  private boolean endsName(char c) {
    return isBlank(c)
        || c == '['
        || c == ')'
        || !strict && (SIGNS.indexOf(c) >= 0 || c == '(' || c == '&' || c == '|' || c == '"');
  }

  /** What stands in brackets right behind the name, or {@code null}. */
  String index() {
    if (at >= text.length() || text.charAt(at) != '[') {
      return null;
    }
    int close = text.indexOf(']', at);
    if (close < 0) {
      throw fail(at + 1, "the index is not closed: put a ] behind it");
    }
    String index = text.substring(at + 1, close);
    if (index.isBlank()) {
      throw fail(at + 1, "the index is empty: put a number, a key or * into the brackets");
    }
    at = close + 1;
    if (strict && at < text.length() && !isBlank(text.charAt(at)) && text.charAt(at) != ')') {
      throw fail(at + 1, "a blank must stand behind the index");
    }
    return index;
  }

  /** The spelling of the operator that comes next; empty when none does. */
  String operator() {
    skipBlanks();
    if (at >= text.length() || text.charAt(at) == ')' || sees("&&") || sees("||")) {
      return "";
    }
    int from = at;
    while (at < text.length()
        && (strict ? text.charAt(at) != ' ' : SIGNS.indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    return text.substring(from, at);
  }

  /** The value that comes next, or {@code null} when none does. */
  Literal value() {
    skipBlanks();
    int column = at + 1;
    if (at < text.length() && text.charAt(at) == '"') {
      return Literal.quoted(quoted(), column);
    }
    int from = at;
    while (at < text.length() && !endsValue()) {
      at++;
    }
    return at == from ? null : Literal.bare(text.substring(from, at), column);
  }

  private boolean endsValue() {
    char c = text.charAt(at);
    return isBlank(c)
        || c == ')'
        || !strict && (text.startsWith("&&", at) || text.startsWith("||", at));
  }

  private String quoted() {
    StringBuilder value = new StringBuilder();
    int from = at++;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return value.toString();
      }
      if (c == '\\' && at < text.length()) {
        c = text.charAt(at++);
      }
      value.append(c);
    }
    throw fail(from + 1, "the text is not closed: put a \" behind it");
  }
}
