package io.sluice.bench;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A broker alone: echo and identity topology. */
@Command(
    name = "kafka",
    description = "What a plain echo and an identity topology reach on a broker (--kafka).",
    mixinStandardHelpOptions = true)
final class KafkaCommand implements Callable<Integer> {
  @Mixin MiddleOptions middleOptions;

  @Option(
      names = "--records",
      defaultValue = "1000000",
      description = "how many records (default ${DEFAULT-VALUE})")
  int records;

  @Option(
      names = "--size",
      defaultValue = "160",
      description = "octets of each (default ${DEFAULT-VALUE})")
  int size;

  @Option(names = "--seconds", defaultValue = "10", description = "length of the rate measures")
  double seconds;

  @Override
  public Integer call() throws Exception {
    if (middleOptions.kafka == null) {
      System.err.println("name a broker with --kafka HOST:PORT");
      return 2;
    }
    for (KafkaLoop.Kind kind : KafkaLoop.Kind.values()) {
      try (KafkaLoop loop = new KafkaLoop(middleOptions.kafka, kind)) {
        for (int i = 0; i < 3; i++) {
          double took = loop.flood(records, size);
          System.out.printf(
              Locale.ROOT, "%s %,d records %.2fs %,.0f/s%n", kind, records, took, records / took);
        }
        for (double rate : new double[] {1000, 10_000}) {
          System.out.printf(
              Locale.ROOT, "%s %,.0f/s %s%n", kind, rate, loop.rate(rate, seconds, 5, size).text());
        }
      }
    }
    return 0;
  }
}
