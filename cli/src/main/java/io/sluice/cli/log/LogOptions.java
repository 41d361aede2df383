package io.sluice.cli.log;

import io.sluice.cli.Console;
import io.sluice.cli.OperatorException;
import picocli.CommandLine.Option;

/** What is logged, and how. */
public final class LogOptions {
  @Option(
      names = {"-l", "--log"},
      paramLabel = "string",
      defaultValue = "info",
      description = "log level (debug/info/warn/error/disabled)")
  String level;

  @Option(
      names = "--log-format",
      paramLabel = "string",
      defaultValue = "text",
      description = "log lines of text, or json: an object a line")
  String format;

  /** The log level. */
  public String level() {
    return level;
  }

  /**
   * Sets what is logged from now on.
   *
   * @throws OperatorException if there is no such level or format
   */
  public void apply(Console console) {
    boolean json = format.equals("json");
    if (!json && !format.equals("text")) {
      throw new OperatorException("--log-format " + format + ": text or json");
    }
    Logging.configure(level, json ? LogFormat.JSON : LogFormat.text(console.terminal()));
  }
}
