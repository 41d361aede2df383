package io.sluice.cli.config;

/**
 * Something that is wrong in a file, or looks so.
 *
 * @param line line, from 1; 0 when it is about the whole file
 * @param column column, from 1
 * @param message which key, what was there, and what is allowed
 * @param warning whether it can be run all the same
 */
public record Problem(int line, int column, String message, boolean warning) {

  static Problem error(int line, int column, String message) {
    return new Problem(line, column, message, false);
  }

  static Problem warning(int line, int column, String message) {
    return new Problem(line, column, message, true);
  }

  @Override
  public String toString() {
    return (warning ? "warning: " : "")
        + (line == 0 ? "" : "line " + line + ", column " + column + ": ")
        + message;
  }
}
