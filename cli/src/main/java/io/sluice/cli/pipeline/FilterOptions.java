package io.sluice.cli.pipeline;

import io.sluice.cli.OperatorException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What grep and drop have in common: a filter. */
public abstract class FilterOptions extends JudgeOptions {
  private String filter;

  @Option(
      names = "--keep",
      description = "let everything pass; only raise events, or end the session")
  boolean keep;

  @Option(
      names = "--event-match",
      paramLabel = "string",
      defaultValue = "",
      description = "event to raise when the filter matches")
  String eventMatch = "";

  @Option(
      names = "--event-fail",
      paramLabel = "string",
      defaultValue = "",
      description = "event to raise when it does not")
  String eventFail = "";

  @Option(names = "--kill-match", description = "end the session when the filter matches")
  boolean killMatch;

  @Option(names = "--kill-fail", description = "end the session when it does not")
  boolean killFail;

  @Option(
      names = "--silent",
      description = "remove refused routes without withdrawing older ones behind them")
  boolean silent;

  @Override
  final String argumentName() {
    return "FILTER";
  }

  @Override
  final void argument(String argument) {
    filter = argument;
  }

  /** The filter as it was written. */
  public final String filter() {
    return filter;
  }

  @Override
  void check() {
    event("--event-match", eventMatch);
    event("--event-fail", eventFail);
    if (keep && eventMatch.isEmpty() && eventFail.isEmpty() && !killMatch && !killFail) {
      throw new OperatorException(
          "--keep alone does nothing: add --event-match, --event-fail, --kill-match or"
              + " --kill-fail");
    }
  }

  private static void event(String option, String name) {
    if (!name.matches("[\\w.-]*")) {
      throw new OperatorException(
          option + " " + name + ": an event is named with letters, digits, '_', '.' and '-'");
    }
  }

  @Override
  List<String[]> events() {
    List<String[]> events = new ArrayList<>();
    if (!eventMatch.isEmpty()) {
      events.add(new String[] {word() + "/" + eventMatch, "the filter matches"});
    }
    if (!eventFail.isEmpty() && !eventFail.equals(eventMatch)) {
      events.add(new String[] {word() + "/" + eventFail, "the filter does not match"});
    }
    return events;
  }

  /** The options as the stage takes them. */
  public io.sluice.filters.grep.GrepOptions values() {
    return new io.sluice.filters.grep.GrepOptions(
        this instanceof DropOptions, keep, eventMatch, eventFail, killMatch, killFail);
  }

  @Override
  public final boolean silent() {
    return silent;
  }
}
