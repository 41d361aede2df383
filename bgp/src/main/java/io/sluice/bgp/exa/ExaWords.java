package io.sluice.bgp.exa;

/** The words of a line, parted by blanks; brackets are words of their own. */
final class ExaWords {
  private final String line;
  private int at;
  private int start;

  ExaWords(String line) {
    this.line = line;
  }

  ExaSyntaxException fail(String problem) {
    return new ExaSyntaxException(start + 1, problem);
  }

  boolean atEnd() {
    while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
      at++;
    }
    return at >= line.length();
  }

  /** The next word. */
  String next(String wanted) {
    boolean end = atEnd();
    start = at;
    if (end) {
      throw fail("expected " + wanted);
    }
    if (bracket(line.charAt(at))) {
      at++;
    } else {
      while (at < line.length()
          && !Character.isWhitespace(line.charAt(at))
          && !bracket(line.charAt(at))) {
        at++;
      }
    }
    return line.substring(start, at);
  }

  private static boolean bracket(char c) {
    return c == '[' || c == ']';
  }
}
