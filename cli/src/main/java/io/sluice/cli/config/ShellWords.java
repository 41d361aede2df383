package io.sluice.cli.config;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes a stage apart into words as a shell does: blanks part them, quotes keep them together, a
 * backslash stands before what is meant literally. Nothing is expanded.
 */
final class ShellWords {
  private static final String BLANKS = " \t\r\n";

  private final String text;
  private final List<String> words = new ArrayList<>();
  private StringBuilder word;
  private int at;

  private ShellWords(String text) {
    this.text = text;
  }

  /**
   * The words.
   *
   * @throws IllegalArgumentException if a quote is not closed
   */
  static List<String> of(String text) {
    ShellWords all = new ShellWords(text);
    while (all.at < text.length()) {
      all.next();
    }
    all.end();
    return all.words;
  }

  private void next() {
    char c = text.charAt(at++);
    if (BLANKS.indexOf(c) >= 0) {
      end();
    } else if (c == '\'' || c == '"') {
      quoted(c);
    } else if (c == '\\' && at < text.length()) {
      append(text.charAt(at++));
    } else {
      append(c);
    }
  }

  private void quoted(char quote) {
    int opened = at;
    begin();
    while (at < text.length() && text.charAt(at) != quote) {
      char c = text.charAt(at++);
      boolean escapes = quote == '"' && c == '\\' && at < text.length();
      append(escapes ? text.charAt(at++) : c);
    }
    if (at == text.length()) {
      throw new IllegalArgumentException(
          "the quote " + quote + " before '" + text.substring(opened) + "' is not closed");
    }
    at++;
  }

  private void begin() {
    if (word == null) {
      word = new StringBuilder();
    }
  }

  private void append(char c) {
    begin();
    word.append(c);
  }

  private void end() {
    if (word != null) {
      words.add(word.toString());
      word = null;
    }
  }
}
