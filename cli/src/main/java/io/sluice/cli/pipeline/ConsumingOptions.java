package io.sluice.cli.pipeline;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What stages take that see messages pass. */
final class ConsumingOptions {
  @Option(
      names = {"-I", "--if"},
      paramLabel = "filter",
      description = "let messages that do not match the filter pass the stage by")
  List<String> filters = new ArrayList<>();
}
