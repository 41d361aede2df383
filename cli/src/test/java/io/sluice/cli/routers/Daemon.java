package io.sluice.cli.routers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What all routers have in common: a folder, a process. */
abstract class Daemon implements Router {
  final Lab lab;
  final String name;
  final Path folder;
  private Child process;

  Daemon(Lab lab, String name) {
    this.lab = lab;
    this.name = name;
    this.folder = lab.folder(name);
  }

  /** Writes a file into its folder. */
  final Path write(String file, CharSequence text) {
    try {
      return Files.writeString(folder.resolve(file), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts its process. */
  final void run(List<String> command) {
    process = lab.start(name, command);
  }

  @Override
  public final void stop() {
    process.terminate();
  }

  @Override
  public final void kill() {
    process.kill();
  }

  @Override
  public final void close() {
    if (process != null) {
      process.close();
    }
  }
}
