package io.sluice.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Whole programs over files, side by side: ours, bgpdump, and what decompression alone takes. */
@Command(
    name = "files",
    description = {
      "Converts files with sluice and with bgpdump, in turn, and decompresses them.",
      "Prints medians [least–most] of wall-clock and CPU seconds, starts included, as a table.",
      "bench/make-files FOLDER makes the files."
    },
    mixinStandardHelpOptions = true)
final class FilesCommand implements Callable<Integer> {
  @Mixin FilesOptions options;

  /**
   * A command to time.
   *
   * @param what what it does, for the table
   * @param against what it is compared with; empty for nothing
   */
  private record Timed(String what, String command, String against) {}

  private final Map<Timed, List<ShellTime>> times = new LinkedHashMap<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Timed> all = commands();
    options.prepare();
    for (int run = 0; run < options.runs; run++) {
      for (Timed timed : all) {
        ShellTime time = ShellTime.of(timed.command());
        if (time.status() != 0) {
          System.err.printf("exit status %d of %s%n", time.status(), timed.command());
        }
        System.err.printf(Locale.ROOT, "  %s: %.2f s%n", timed.what(), time.wall());
        times.computeIfAbsent(timed, k -> new ArrayList<>()).add(time);
      }
    }
    print();
    return 0;
  }

  private List<Timed> commands() {
    List<Timed> all = new ArrayList<>();
    for (String name : List.of("updates.mrt", "updates.mrt.gz", "updates.mrt.bz2", "rib.mrt")) {
      conversion(all, name);
    }
    String updates = path("updates.mrt");
    String dump = "bgpdump -m updates.mrt";
    all.add(
        new Timed("sluice updates.mrt.zst", ours(path("updates.mrt.zst") + " -- stdout"), dump));
    String filter = " -- grep 'as_origin == 15169' -- stdout";
    all.add(new Timed("sluice updates.mrt, grep", ours(updates + filter), dump));
    Path copy = options.folder.resolve("copy.mrt");
    all.add(new Timed("sluice updates.mrt to MRT", ours(updates + " -- write " + copy), dump));
    Path json = options.folder.resolve("copy.json");
    all.add(
        new Timed("sluice updates.mrt to JSON file", ours(updates + " -- write " + json), dump));
    all.add(new Timed("sluice JSON file to MRT", ours(json + " -- write " + copy), dump));
    return all;
  }

  private void conversion(List<Timed> all, String name) {
    String dump = "bgpdump -m " + name;
    all.add(new Timed(dump, "bgpdump -m " + path(name), ""));
    if (name.endsWith(".gz")) {
      all.add(new Timed("gzip -dc " + name, "gzip -dc " + path(name), dump));
    } else if (name.endsWith(".bz2")) {
      all.add(new Timed("bzip2 -dc " + name, "bzip2 -dc " + path(name), dump));
    }
    all.add(new Timed("sluice " + name, ours(path(name) + " -- stdout"), dump));
  }

  private String ours(String rest) {
    return options.sluice + " read " + rest;
  }

  private String path(String name) {
    return options.file(name).toString();
  }

  private void print() {
    System.out.println("| to the null device | s | CPU s | to bgpdump |");
    System.out.println("|---|---|---|---|");
    Map<String, Double> medians = new LinkedHashMap<>();
    times.forEach((timed, all) -> medians.put(timed.what(), wall(all).median()));
    times.forEach(
        (timed, all) ->
            System.out.printf(
                Locale.ROOT,
                "| %s | %s | %s | %s |%n",
                timed.what(),
                wall(all).text(2),
                Spread.of(all.stream().mapToDouble(ShellTime::cpu).toArray()).text(2),
                timed.against().isEmpty()
                    ? ""
                    : String.format(
                        Locale.ROOT,
                        "%.2f",
                        medians.get(timed.what()) / medians.get(timed.against()))));
  }

  private static Spread wall(List<ShellTime> all) {
    return Spread.of(all.stream().mapToDouble(ShellTime::wall).toArray());
  }
}
