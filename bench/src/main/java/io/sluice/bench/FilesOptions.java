package io.sluice.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which files, which command, how often: for measures of whole programs over files. */
final class FilesOptions {
  @Option(names = "--folder", required = true, description = "where bench/make-files put them")
  Path folder;

  @Option(
      names = "--sluice",
      defaultValue = "./sluice",
      description = "the command (default ${DEFAULT-VALUE})")
  String sluice;

  @Option(
      names = "--runs",
      defaultValue = "3",
      description = "repetitions of each, of which the median counts (default ${DEFAULT-VALUE})")
  int runs;

  /**
   * One of the files.
   *
   * @throws IllegalArgumentException if it is not there
   */
  Path file(String name) {
    Path path = folder.resolve(name);
    if (!Files.exists(path)) {
      throw new IllegalArgumentException(path + " is not there: run bench/make-files " + folder);
    }
    return path;
  }

  /** Builds the command if it has to be, and lets it record which classes it uses. */
  void prepare() throws IOException, InterruptedException {
    ShellTime.of(sluice + " read -h");
  }
}
