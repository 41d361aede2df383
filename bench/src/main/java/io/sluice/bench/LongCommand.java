package io.sluice.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Files of 102 MB and ten times as much, side by side: time a record, and memory. */
@Command(
    name = "long",
    description = {
      "Converts files, and files ten times as long, with sluice.",
      "Prints microseconds a record, starts included, and peak memory, as a table.",
      "bench/make-files FOLDER makes the short files; the long ones are made beside them."
    },
    mixinStandardHelpOptions = true)
final class LongCommand implements Callable<Integer> {
  private static final int TIMES = 10;

  /** How many records bench/make-files puts into a short file. */
  private static final long RECORDS = 767_480;

  @Mixin FilesOptions options;

  @Override
  public Integer call() throws IOException, InterruptedException {
    options.prepare();
    System.out.println("| | 102 MB, µs a record | 1 GB | ratio | peak, MiB | 1 GB |");
    System.out.println("|---|---|---|---|---|---|");
    for (String ending : List.of("", ".gz", ".bz2", ".zst")) {
      compare("updates.mrt" + ending + " to JSON", ending, " -- stdout");
    }
    compare("updates.mrt to MRT", "", " -- stdout --format mrt");
    return 0;
  }

  private void compare(String what, String ending, String rest)
      throws IOException, InterruptedException {
    Path once = options.file("updates.mrt" + ending);
    double[][] of = new double[2][];
    double[][] peak = new double[2][];
    for (int i = 0; i < 2; i++) {
      Path file = i == 0 ? once : longer(once, options.folder.resolve("long.mrt" + ending));
      of[i] = new double[options.runs];
      peak[i] = new double[options.runs];
      for (int run = 0; run < options.runs; run++) {
        ShellTime time = ShellTime.of(options.sluice + " read " + file + rest);
        if (time.status() != 0) {
          throw new IOException("exit status " + time.status() + " of reading " + file);
        }
        of[i][run] = time.wall() * 1e6 / (i == 0 ? RECORDS : TIMES * RECORDS);
        peak[i][run] = time.peak();
        System.err.printf(Locale.ROOT, "  %s: %.2f s%n", file.getFileName(), time.wall());
      }
    }
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %s | %.2f | %s | %s |%n",
        what,
        Spread.of(of[0]).text(2),
        Spread.of(of[1]).text(2),
        Spread.of(of[1]).median() / Spread.of(of[0]).median(),
        Spread.of(peak[0]).text(0),
        Spread.of(peak[1]).text(0));
  }

  /** Every compression here may have several members. */
  private static Path longer(Path once, Path path) throws IOException {
    if (!Files.exists(path)) {
      Path written = path.resolveSibling(path.getFileName() + ".tmp");
      try (OutputStream out = Files.newOutputStream(written)) {
        for (int i = 0; i < TIMES; i++) {
          Files.copy(once, out);
        }
      }
      Files.move(written, path, StandardCopyOption.ATOMIC_MOVE);
    }
    return path;
  }
}
