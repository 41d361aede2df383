package io.sluice.cli.pipeline;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What every stage takes. */
final class CommonOptions {
  @Option(
      names = {"-L", "--left"},
      description = "operate in the L direction")
  boolean left;

  @Option(
      names = {"-R", "--right"},
      description = "operate in the R direction")
  boolean right;

  @Option(
      names = {"-A", "--args"},
      description = "take all words up to -- as arguments")
  boolean args;

  @Option(
      names = {"-W", "--wait"},
      paramLabel = "strings",
      split = ",",
      description = "wait for given event before starting")
  List<String> waits = new ArrayList<>();

  @Option(
      names = {"-S", "--stop"},
      paramLabel = "strings",
      split = ",",
      description = "stop after given event is handled")
  List<String> stops = new ArrayList<>();
}
