package io.sluice.bench;

import java.nio.file.Path;
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

  @Parameters(index = "0", paramLabel = "RATE", description = "UPDATEs per second")
  double rate;

  @Parameters(index = "1", paramLabel = "SECONDS", description = "how long to measure")
  double seconds;

  @Option(
      names = "--warm",
      defaultValue = "5",
      description = "seconds before that, not counted (default ${DEFAULT-VALUE})")
  double warm;

  @Option(
      names = "--repeat",
      defaultValue = "3",
      description = "how many times in one process (default ${DEFAULT-VALUE})")
  int repeat;

  @Override
  public Integer call() throws Exception {
    boolean good = true;
    try (Middle none = Middle.none()) {
      run("direct", none);
    }
    if (!Bench.middle().isEmpty()) {
      Path data = MiddleOptions.folder();
      try (Middle middle = middleOptions.start(data)) {
        for (int i = 0; i < repeat; i++) {
          good &= run("through", middle);
        }
      }
      MiddleOptions.remove(data);
    }
    return good ? 0 : 1;
  }

  private boolean run(String name, Middle middle) throws Exception {
    RoundTrip trip = new RoundTrip(middleOptions.ends(), middle, rate, seconds, warm);
    RoundTrip.Result r = trip.run(middleOptions.patience());
    System.out.printf(
        Locale.ROOT, "%s %,.0f/s %s cores=%.2f%n", name, rate, r.times().text(), r.cores());
    return r.times().lost() == 0 && r.times().disorder() == 0;
  }
}
