package io.sluice.filters.outside.exec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A process with all that it starts. Where there is {@code setsid}, it leads a session of its own,
 * so that what it forked can be ended with it even when the forks have outlived it, and a
 * terminal's Ctrl-C is left to us.
 */
final class ProcessGroup {
  private static final String SETSID = find("setsid");
  private static final long SIGNAL_SECONDS = 2;

  private final Process process;
  private final boolean leads;

  private ProcessGroup(Process process, boolean leads) {
    this.process = process;
    this.leads = leads;
  }

  /** Starts a command with more variables in its environment. */
  static ProcessGroup start(List<String> command, Map<String, String> more) throws IOException {
    List<String> words = new ArrayList<>();
    if (SETSID != null) {
      words.add(SETSID);
    }
    words.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().putAll(more);
    return new ProcessGroup(builder.start(), SETSID != null);
  }

  /** Where a program is found; {@code null} for nowhere. */
  static String find(String program) {
    if (program.contains("/")) {
      return Files.isExecutable(Path.of(program)) ? program : null;
    }
    for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
      Path path = Path.of(folder.isEmpty() ? "." : folder, program);
      if (Files.isExecutable(path) && !Files.isDirectory(path)) {
        return path.toString();
      }
    }
    return null;
  }

  Process process() {
    return process;
  }

  /** Sends TERM or KILL to all of it. */
  void signal(boolean kill) {
    List<ProcessHandle> children = process.descendants().toList();
    if (leads) {
      group(kill ? "-KILL" : "-TERM");
    }
    children.forEach(child -> end(child, kill));
    end(process.toHandle(), kill);
  }

  private static void end(ProcessHandle handle, boolean kill) {
    if (kill) {
      handle.destroyForcibly();
    } else {
      handle.destroy();
    }
  }

  private void group(String signal) {
    try {
      Process sent =
          new ProcessBuilder("kill", signal, "--", "-" + process.pid())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      sent.waitFor(SIGNAL_SECONDS, TimeUnit.SECONDS);
    } catch (IOException e) {
      // There is no such program; the children that are known get the signal one by one.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
