package io.sluice.cli.pipeline;

import io.sluice.cli.OperatorException;
import picocli.CommandLine.Option;

/** How fast a source gives its messages, or an end of a session. */
final class RateOptions {
  @Option(
      names = "--rate-limit",
      paramLabel = "float",
      defaultValue = "0",
      description = "messages a second; more than that wait")
  double limit;

  @Option(
      names = "--rate-sample",
      paramLabel = "float",
      defaultValue = "0",
      description = "messages a second; more than that are dropped")
  double sample;

  void check() {
    if (limit < 0 || sample < 0) {
      throw new OperatorException("a rate is more than 0, in messages a second; 0 for no limit");
    }
    if (limit > 0 && sample > 0) {
      throw new OperatorException("give --rate-limit or --rate-sample, not both");
    }
  }
}
