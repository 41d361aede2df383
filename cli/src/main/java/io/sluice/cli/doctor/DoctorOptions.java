package io.sluice.cli.doctor;

import io.sluice.cli.RunOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of a run, and how to examine it. */
final class DoctorOptions extends RunOptions {
  @Option(
      names = "--only",
      paramLabel = "strings",
      split = ",",
      description = "do these checks only")
  List<String> only = new ArrayList<>();

  @Option(
      names = "--skip",
      paramLabel = "strings",
      split = ",",
      description = "do all checks but these")
  List<String> skip = new ArrayList<>();

  @Option(
      names = "--timeout",
      paramLabel = "duration",
      defaultValue = "30s",
      description = "longest time for all checks together")
  Duration timeout;

  @Option(names = "--json", description = "print a JSON object instead of lines")
  boolean json;
}
