package io.sluice.cli.pipeline;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What stages take that see messages pass. */
final class ConsumingOptions {
  @Option(
      names = "--if",
      paramLabel = "filter",
      description = "let messages that do not match the filter pass the stage by (also -I)")
  List<String> filters = new ArrayList<>();
}
