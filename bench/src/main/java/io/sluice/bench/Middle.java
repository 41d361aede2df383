package io.sluice.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program under test: a process between the two speakers, or nothing. */
public final class Middle implements AutoCloseable {
  private final Process process;
  private final ProcessTree tree;

  private Middle(Process process) {
    this.process = process;
    this.tree = process == null ? null : new ProcessTree(process.pid());
  }

  /** No middle: the speakers talk to each other. */
  public static Middle none() {
    return new Middle(null);
  }

  /**
   * Starts a command.
   *
   * @param command the command and its arguments; empty for no middle at all
   * @param data folder that it is told to keep its data in, by SLUICE_DATA
   * @param log where its output goes; {@code null} to throw it away
   */
  public static Middle start(List<String> command, Path data, Path log) throws IOException {
    if (command.isEmpty()) {
      return new Middle(null);
    }
    ProcessBuilder.Redirect out =
        log == null
            ? ProcessBuilder.Redirect.DISCARD
            : ProcessBuilder.Redirect.appendTo(new File(log.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out);
    builder.environment().put("SLUICE_DATA", data.toString());
    return new Middle(builder.start());
  }

  /** A process that runs already. */
  static Middle of(Process process) {
    return new Middle(process);
  }

  /** Whether there is one. */
  public boolean present() {
    return process != null;
  }

  /**
   * Says why nothing can be measured any more.
   *
   * @throws IOException if the process has ended
   */
  public void check() throws IOException {
    if (process != null && !process.isAlive()) {
      throw new IOException(
          "the middle ended with "
              + process.exitValue()
              + ": run it alone, or with --log FILE, to see why");
    }
  }

  /** CPU time of its process tree so far, seconds. */
  public double cpuSeconds() {
    return tree == null ? 0 : tree.cpuSeconds();
  }

  /** Peak resident memory of its process tree, MiB. */
  public long peakMebibytes() {
    return tree == null ? 0 : tree.peakMebibytes();
  }

  /** Resident memory of its process tree now, MiB. */
  public long residentMebibytes() {
    return tree == null ? 0 : tree.residentMebibytes();
  }

  /** Ends it, and everything that it started: asked first, then by force. */
  @Override
  public void close() {
    if (process == null) {
      return;
    }
    List<ProcessHandle> all = new java.util.ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroy);
    try {
      process.waitFor(15, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    all.forEach(ProcessHandle::destroyForcibly);
  }
}
