package io.sluice.bench;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tables, one after the other, through one process. */
@Command(
    name = "through",
    description = "Pushes a table through the middle, several times in sessions of their own.",
    mixinStandardHelpOptions = true)
final class ThroughCommand implements Callable<Integer> {
  @Mixin MiddleOptions middleOptions;
  @Mixin TableOptions tableOptions;

  @Option(
      names = "--repeat",
      defaultValue = "3",
      description = "how many times: the first is cold (default ${DEFAULT-VALUE})")
  int repeat;

  @Override
  public Integer call() throws Exception {
    Table table = tableOptions.table();
    System.out.printf(
        Locale.ROOT,
        "table: %,d routes in %,d messages, %,d octets%n",
        table.routes(),
        table.count(),
        table.messages().length);
    Path data = MiddleOptions.folder();
    boolean good = true;
    double direct = 0;
    try (Middle none = Middle.none()) {
      // The first one warms this process up.
      for (int i = 0; i < 3; i++) {
        direct = run(table, none, i > 0).seconds();
      }
    }
    if (!Bench.middle().isEmpty()) {
      try (Middle middle = middleOptions.start(data)) {
        for (int i = 0; i < repeat; i++) {
          Through.Result result = run(table, middle, true);
          good &= result.complete();
          System.out.printf(Locale.ROOT, "  %.1f times direct%n", result.seconds() / direct);
        }
      }
    }
    MiddleOptions.remove(data);
    return good ? 0 : 1;
  }

  private Through.Result run(Table table, Middle middle, boolean print) throws Exception {
    Through through = new Through(middleOptions.ends(), table, middle, middleOptions.patience());
    Through.Result r = through.run();
    if (print) {
      System.out.printf(
          Locale.ROOT,
          "%s complete=%s messages=%,d routes=%,d time=%.2fs rate=%,.0f/s cpu=%.1fs peak=%dMiB"
              + " other=%.1f%n",
          middle.present() ? "through" : "direct",
          r.complete(),
          r.messages(),
          r.routes(),
          r.seconds(),
          r.rate(),
          r.cpuSeconds(),
          r.peakMebibytes(),
          r.otherCores());
    }
    return r;
  }
}
