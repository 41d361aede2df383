package io.sluice.cli.pipeline;

import io.sluice.cli.OperatorException;
import java.time.Duration;
import picocli.CommandLine.Option;

/** A stage that reads a live feed, which has no end of its own. */
public abstract class FeedOptions extends SourceOptions {
  @Option(
      names = "--retry",
      paramLabel = "bool",
      arity = "0..1",
      defaultValue = "true",
      fallbackValue = "true",
      description = "connect again, with growing pauses; --retry=false ends with the connection")
  boolean retry = true;

  @Option(
      names = "--retry-max",
      paramLabel = "int",
      defaultValue = "0",
      description = "how many times in a row (0 means without end)")
  int retryMax;

  @Override
  void check() {
    super.check();
    if (retryMax < 0) {
      throw new OperatorException("--retry-max " + retryMax + ": 0 or more");
    }
  }

  static void positive(String option, Duration value) {
    if (value.isZero() || value.isNegative()) {
      throw new OperatorException(option + " is more than 0, as 10s");
    }
  }

  @Override
  public final boolean live() {
    return true;
  }

  @Override
  public String format() {
    return "auto";
  }

  @Override
  public final String compression() {
    return "none";
  }
}
