package io.sluice.cli.routers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program that runs beside the test, with what it prints in a file. */
public final class Child implements Resource {
  private final String name;
  private final Process process;
  private final Path output;

  /** Starts it; what it prints is appended to {@code <folder>/<name>.out}. */
  public Child(String name, Path folder, List<String> command) {
    this.name = name;
    this.output = folder.resolve(name + ".out");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + command, e);
    }
  }

  public boolean alive() {
    return process.isAlive();
  }

  /** What it has printed so far. */
  public String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fails the test, showing what the program said, when it is gone. */
  public void assertAlive() {
    assertThat(alive()).as("%s runs; it said: %s", name, tail()).isTrue();
  }

  /** The last of what it has printed. */
  public String tail() {
    String all = output();
    return all.substring(Math.max(0, all.length() - 4000));
  }

  /** Asks it to end, and waits until it has; kills it when it does not. */
  public void terminate() {
    end(false);
  }

  /** SIGKILL: to it and to all that it started. */
  public void kill() {
    end(true);
  }

  /** Stops it where it stands (SIGSTOP), or lets it go on (SIGCONT). */
  public void pause(boolean paused) {
    String signal = paused ? "-STOP" : "-CONT";
    tree().forEach(p -> Shell.run(List.of("kill", signal, Long.toString(p.pid()))));
  }

  /** Resident memory of it and all that it started, MiB. */
  long residentMebibytes() {
    return tree().mapToLong(p -> Shell.statusKibibytes(p.pid(), "VmRSS")).sum() >> 10;
  }

  private Stream<ProcessHandle> tree() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants());
  }

  private void end(boolean atOnce) {
    List<ProcessHandle> all = tree().toList();
    all.forEach(p -> end(p, atOnce));
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        all.forEach(ProcessHandle::destroyForcibly);
        process.waitFor(20, TimeUnit.SECONDS);
      }
      for (ProcessHandle p : all) {
        p.onExit().orTimeout(20, TimeUnit.SECONDS).join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void end(ProcessHandle p, boolean atOnce) {
    if (atOnce) {
      p.destroyForcibly();
    } else {
      p.destroy();
    }
  }

  @Override
  public void close() {
    if (alive()) {
      terminate();
    }
  }
}
