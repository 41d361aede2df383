package io.sluice.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
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

  /** Standard output without anything between: a reader that is gone shows as an exception. */
  public OutputStream raw() {
    return out == System.out ? new FileOutputStream(FileDescriptor.out) : out;
  }

  /** Whether standard error is a terminal; the script that starts the process knows. */
  public boolean errorTerminal() {
    return terminal || Boolean.getBoolean("sluice.terminal");
  }

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
