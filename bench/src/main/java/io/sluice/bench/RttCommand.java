package io.sluice.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Single UPDATEs at a fixed rate. */
@Command(
    name = "rtt",
    description = "Wire-to-wire time of UPDATEs at a fixed rate, counted from when each was due.",
    mixinStandardHelpOptions = true)
final class RttCommand implements Callable<Integer> {
  @Mixin MiddleOptions middleOptions;

  @Parameters(
      index = "0",
      paramLabel = "RATE",
      split = ",",
      description = "UPDATEs per second; several, separated by commas, one after the other")
  List<Double> rates;

  @Parameters(index = "1", paramLabel = "SECONDS", description = "how long to measure")
  double seconds;

  @Option(
      names = "--warm",
      defaultValue = "5",
      description = "seconds before that, not counted (default ${DEFAULT-VALUE})")
  double warm;

  @Option(
      names = "--tables",
      defaultValue = "0",
      description = "packed tables sent through before, so that the middle is warm")
  int tables;

  @Option(
      names = "--repeat",
      defaultValue = "3",
      description = "how many times in one process (default ${DEFAULT-VALUE})")
  int repeat;

  @Override
  public Integer call() throws Exception {
    boolean good = true;
    try (Middle none = Middle.none()) {
      for (double rate : rates) {
        run("direct", rate, none);
      }
    }
    if (!Bench.middle().isEmpty()) {
      Path data = MiddleOptions.folder();
      try (Middle middle = middleOptions.start(data)) {
        Table table = new TableGenerator(tables == 0 ? 1 : 1_000_000, 7).packed();
        for (int i = 0; i < tables; i++) {
          new Through(middleOptions.ends(), table, middle, middleOptions.patience()).run();
        }
        for (int i = 0; i < repeat; i++) {
          for (double rate : rates) {
            good &= run("through", rate, middle);
          }
        }
      }
      MiddleOptions.remove(data);
    }
    return good ? 0 : 1;
  }

  private boolean run(String name, double rate, Middle middle) throws Exception {
    RoundTrip trip = new RoundTrip(middleOptions.ends(), middle, rate, seconds, warm);
    RoundTrip.Result r = trip.run(middleOptions.patience());
    System.out.printf(
        Locale.ROOT,
        "%s %,.0f/s %s cores=%.2f other=%.1f%n",
        name,
        rate,
        r.times().text(),
        r.cores(),
        r.otherCores());
    return r.times().lost() == 0 && r.times().disorder() == 0;
  }
}
