package io.sluice.cli.pipeline;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What stages take that bring messages into a pipeline. */
final class ProducingOptions {
  @Option(
      names = {"-N", "--new", "-I", "--inject"},
      paramLabel = "string",
      defaultValue = "next",
      description =
          "where new messages enter: next, here, first, last, a number or @NAME (also -I,"
              + " --inject)")
  String entry = "next";

  @Option(
      names = {"-O", "--of"},
      paramLabel = "filter",
      description = "drop output that does not match the filter")
  List<String> filters = new ArrayList<>();

  @Option(
      names = "--rate-limit",
      paramLabel = "float",
      defaultValue = "0",
      description = "messages a second; more than that wait")
  double rateLimit;

  @Option(
      names = "--rate-sample",
      paramLabel = "float",
      defaultValue = "0",
      description = "messages a second; more than that are dropped")
  double rateSample;
}
