package io.sluice.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * How long a command of the shell took, that of all its children included.
 *
 * @param wall seconds from its start to its end
 * @param cpu seconds of all cores, in user and system mode
 * @param status its exit status
 */
public record ShellTime(double wall, double cpu, int status) {

  /** Runs a command, its output thrown away. */
  public static ShellTime of(String command) throws IOException, InterruptedException {
    Process bash =
        new ProcessBuilder(
                "bash",
                "-c",
                "TIMEFORMAT='%R %U %S'; time { " + command + " >/dev/null 2>&1 </dev/null; }")
            .start();
    bash.getOutputStream().close();
    String times = new String(bash.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = bash.waitFor();
    String[] parts = times.strip().split("\\s+");
    if (parts.length != 3) {
      throw new IOException("bash gave no times for " + command + ": " + times);
    }
    return new ShellTime(
        Double.parseDouble(parts[0]),
        Double.parseDouble(parts[1]) + Double.parseDouble(parts[2]),
        status);
  }
}
