package io.sluice.cli;

import java.io.PrintStream;
import java.util.Map;

/**
 * Where a command writes, and the environment that it sees.
 *
 * @param out for what was asked for
 * @param err for help, errors and logs
 * @param environment environment variables
 * @param terminal whether both streams are a terminal, so that colours and progress bars are
 *     welcome
 */
public record Console(
    PrintStream out, PrintStream err, Map<String, String> environment, boolean terminal) {

  /** That of this process. */
  public static Console system() {
    Map<String, String> environment = System.getenv();
    return new Console(
        System.out,
        System.err,
        environment,
        // Java 22 and later return a console that need not be a terminal.
        System.console() != null && !"dumb".equals(environment.get("TERM")));
  }
}
