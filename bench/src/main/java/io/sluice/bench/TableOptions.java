package io.sluice.bench;

import picocli.CommandLine.Option;

/** Which table is sent. */
final class TableOptions {
  /** How routes are put into messages. */
  enum Packing {
    PACKED,
    SINGLE
  }

  @Option(
      names = "--table",
      defaultValue = "packed",
      description = "packed (5.7 routes to a message on average) or single (one to each)")
  Packing packing;

  @Option(
      names = "--routes",
      defaultValue = "1000000",
      description = "how many routes (default ${DEFAULT-VALUE})")
  int routes;

  Table table() {
    TableGenerator generator = new TableGenerator(routes, 7);
    return packing == Packing.PACKED ? generator.packed() : generator.single();
  }
}
