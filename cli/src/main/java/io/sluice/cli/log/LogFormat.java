package io.sluice.cli.log;

/** How a log line looks. */
public enum LogFormat {
  /** Time, level, message. */
  TEXT,
  /** The same with colours. */
  COLOURS,
  /** An object a line. */
  JSON;

  /** Lines of text. */
  public static LogFormat text(boolean colours) {
    return colours ? COLOURS : TEXT;
  }
}
