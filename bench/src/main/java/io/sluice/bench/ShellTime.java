package io.sluice.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * How long a command of the shell took, that of all its children included.
 *
 * @param wall seconds from its start to its end
 * @param cpu seconds of all cores, in user and system mode
 * @param peak the most memory that its processes had resident, added up, MiB; looked at now and
 *     then, so one that ends within some hundredths of a second may not be counted
 * @param status its exit status
 */
public record ShellTime(double wall, double cpu, long peak, int status) {
  private static final int LOOK_MILLIS = 20;

  /** Runs a command, its output thrown away. */
  public static ShellTime of(String command) throws IOException, InterruptedException {
    Process bash =
        new ProcessBuilder(
                "bash",
                "-c",
                "TIMEFORMAT='%R %U %S'; time { " + command + " >/dev/null 2>&1 </dev/null; }")
            .start();
    bash.getOutputStream().close();
    ProcessTree tree = new ProcessTree(bash.pid());
    long peak = 0;
    while (!bash.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
      peak = Math.max(peak, tree.peakMebibytes());
    }
    String times = new String(bash.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    String[] parts = times.strip().split("\\s+");
    if (parts.length != 3) {
      throw new IOException("bash gave no times for " + command + ": " + times);
    }
    return new ShellTime(
        Double.parseDouble(parts[0]),
        Double.parseDouble(parts[1]) + Double.parseDouble(parts[2]),
        peak,
        bash.exitValue());
  }
}
