package io.sluice.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * What a command line led to, run in this process.
 *
 * @param status exit status
 * @param out standard output
 * @param err standard error, without log lines
 */
public record Outcome(int status, String out, String err) {

  /** Runs a command line, given as words. */
  public static Outcome of(String... words) {
    return of(Map.of(), words);
  }

  /** Runs a command line that sees an environment. */
  public static Outcome of(Map<String, String> environment, String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        Sluice.run(
            List.of(words),
            new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                environment,
                false));
    return new Outcome(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
