package io.sluice.cli.pipeline;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What stages take that bring messages into a pipeline. */
final class ProducingOptions {
  @Option(
      names = {"-N", "--new"},
      paramLabel = "string",
      defaultValue = "next",
      description = "where new messages enter: next, here, first, last, a number, a stage or @NAME")
  String entry = "next";

  @Option(
      names = {"-O", "--of"},
      paramLabel = "filter",
      description = "drop output that does not match the filter")
  List<String> filters = new ArrayList<>();

  /** Where new messages enter, as --new or -I says. */
  String entry(CommonOptions common) {
    List<String> places = common.places();
    return places.isEmpty() ? entry : places.get(places.size() - 1);
  }
}
