package io.sluice.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Everything in one run, several times, as a table of medians and ratios. */
@Command(
    name = "all",
    description = {
      "Direct, middle, plain echo and identity topology in turn, on the same broker.",
      "Prints medians [least–most] of the runs, as a table in Markdown."
    },
    mixinStandardHelpOptions = true)
final class AllCommand implements Callable<Integer> {
  /** About what a record of one such UPDATE has. */
  private static final int RECORD = 160;

  @Mixin MiddleOptions middleOptions;

  @Option(
      names = "--runs",
      defaultValue = "3",
      description = "repetitions, each with a middle of its own (default ${DEFAULT-VALUE})")
  int runs;

  @Option(
      names = "--routes",
      defaultValue = "1000000",
      description = "routes of the tables (default ${DEFAULT-VALUE})")
  int routes;

  @Option(
      names = "--seconds",
      defaultValue = "10",
      description = "length of each measure at a rate (default ${DEFAULT-VALUE})")
  double seconds;

  @Option(names = "--skip-single", description = "leaves out the table of single routes")
  boolean skipSingle;

  private final Map<String, List<Double>> values = new LinkedHashMap<>();
  private final List<Double> others = new ArrayList<>();
  private boolean good = true;

  @Override
  public Integer call() throws Exception {
    Table packed = new TableGenerator(routes, 7).packed();
    Table single = skipSingle ? null : new TableGenerator(routes, 7).single();
    try (Middle none = Middle.none()) {
      table("direct, warming up", packed, none);
      values.clear();
    }
    for (int run = 0; run < runs; run++) {
      System.err.printf("run %d of %d%n", run + 1, runs);
      try (Middle none = Middle.none()) {
        table("direct: packed table", packed, none);
        if (single != null) {
          table("direct: single table", single, none);
        }
        rate("direct", none);
      }
      Path data = MiddleOptions.folder();
      try (Middle middle = middleOptions.start(data)) {
        table("packed table, cold", packed, middle);
        table("packed table, second", packed, middle);
        table("packed table, third", packed, middle);
        rate("middle", middle);
        broker(middleOptions.kafka(data), packed.count());
        take("middle: peak memory MiB", middle.peakMebibytes());
      }
      MiddleOptions.remove(data);
      if (single != null) {
        data = MiddleOptions.folder();
        try (Middle middle = middleOptions.start(data)) {
          table("single table, cold", single, middle);
          table("single table, second", single, middle);
        }
        MiddleOptions.remove(data);
      }
    }
    print();
    return good ? 0 : 1;
  }

  private void table(String name, Table table, Middle middle) throws Exception {
    Through.Result r =
        new Through(middleOptions.ends(), table, middle, middleOptions.patience()).run();
    good &= r.complete();
    if (!r.complete()) {
      System.err.println(name + ": incomplete, or other octets than were sent");
    }
    take(name + " s", r.seconds());
    if (middle.present()) {
      take(name + " CPU s", r.cpuSeconds());
    }
    others.add(r.otherCores());
  }

  private void rate(String name, Middle middle) throws Exception {
    for (double rate : new double[] {1000, 10_000}) {
      RoundTrip.Result r =
          new RoundTrip(middleOptions.ends(), middle, rate, seconds, 5)
              .run(middleOptions.patience());
      good &= r.times().lost() == 0 && r.times().disorder() == 0;
      take(name, rate, r.times());
      if (middle.present()) {
        take(String.format(Locale.ROOT, "%s %,.0f/s cores", name, rate), r.cores());
      }
      others.add(r.otherCores());
    }
  }

  private void broker(String bootstrap, int records) throws Exception {
    for (KafkaLoop.Kind kind : KafkaLoop.Kind.values()) {
      String name = kind == KafkaLoop.Kind.ECHO ? "echo" : "identity topology";
      try (KafkaLoop loop = new KafkaLoop(bootstrap, kind)) {
        take(name + ": as many records as the packed table, cold s", loop.flood(records, RECORD));
        take(name + ": the same, second s", loop.flood(records, RECORD));
        for (double rate : new double[] {1000, 10_000}) {
          take(name, rate, loop.rate(rate, seconds, 5, RECORD));
        }
      }
    }
  }

  private void take(String name, double rate, Percentiles p) {
    String at = String.format(Locale.ROOT, "%s %,.0f/s ", name, rate);
    take(at + "p50 ms", p.p50());
    take(at + "p99 ms", p.p99());
  }

  private void take(String name, double value) {
    System.err.printf(Locale.ROOT, "  %s: %.2f%n", name, value);
    values.computeIfAbsent(name, k -> new ArrayList<>()).add(value);
  }

  private void print() {
    System.out.println("Cores that something else used: " + spread(others).text(2) + "\n");
    System.out.println("| measure | median [least–most] | to direct | to the echo |");
    System.out.println("|---|---|---|---|");
    values.forEach(
        (name, all) -> {
          Spread spread = spread(name);
          System.out.printf(
              Locale.ROOT,
              "| %s | %s | %s | %s |%n",
              name,
              spread.text(spread.median() < 100 ? 2 : 0),
              ratio(name, "direct"),
              ratio(name, "echo"));
        });
  }

  private Spread spread(String name) {
    return spread(values.get(name));
  }

  private static Spread spread(List<Double> all) {
    return Spread.of(all.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** What a value is of its counterpart in the direct path or the echo; empty without one. */
  private String ratio(String name, String to) {
    String other = null;
    if (name.startsWith("middle ")) {
      other = name.replace("middle", to);
    } else if (to.equals("direct") && name.matches("(packed|single) table, \\w+ s")) {
      other = "direct: " + name.substring(0, 12) + " s";
    }
    return other == null || !values.containsKey(other)
        ? ""
        : String.format(Locale.ROOT, "%.1f", spread(name).median() / spread(other).median());
  }
}
