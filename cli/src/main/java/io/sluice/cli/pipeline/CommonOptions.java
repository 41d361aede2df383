package io.sluice.cli.pipeline;

import io.sluice.bgp.filter.Filter;
import io.sluice.bgp.filter.FilterSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** What every stage takes. */
final class CommonOptions {
  private static final Set<String> PLACES = Set.of("next", "here", "first", "last");

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

  @Option(
      names = {"-I", "--inject"},
      paramLabel = "string",
      description = "as --new, with a place (next, first, 3, @NAME ..); with other words, as --if")
  List<String> inject = new ArrayList<>();

  /** Places of -I that new messages enter at. */
  List<String> places() {
    return inject.stream().filter(CommonOptions::isPlace).toList();
  }

  /** Filters of -I that messages match all of, or pass the stage by. */
  List<String> filters() {
    return inject.stream().filter(word -> !isPlace(word)).toList();
  }

  /**
   * Whether a word is a place in a pipeline. Names of stages that are filters, too, are filters: as
   * places they are written behind --new.
   */
  private static boolean isPlace(String word) {
    return PLACES.contains(word)
        || word.matches("\\d+|@\\S+")
        || StageKinds.isStage(word) && !isFilter(word);
  }

  private static boolean isFilter(String word) {
    try {
      Filter.compile(word, Filter.Mode.BGPIPE);
      return true;
    } catch (FilterSyntaxException e) {
      return false;
    }
  }
}
