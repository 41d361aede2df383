package io.sluice.cli.pipeline;

import io.sluice.cli.OperatorException;
import io.sluice.filters.outside.Channels;
import io.sluice.filters.outside.OutsideFormat;
import io.sluice.filters.outside.OutsideMode;
import io.sluice.filters.outside.OutsideOptions;
import io.sluice.filters.outside.OutsideStage;
import io.sluice.filters.outside.Unanswered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A stage that hands messages to something outside, and takes what comes back. */
public abstract class OutsideStageOptions extends JudgeOptions {
  private static final Set<String> ENTRIES = Set.of("next", "here", "last");

  @Option(
      names = "--format",
      paramLabel = "string",
      defaultValue = "json",
      description = "format of the messages, both ways (json/raw/exa)")
  String format = "json";

  @Mixin MessageTypes types = new MessageTypes();

  @Option(names = "--read", description = "read-only mode: take new messages, give none")
  boolean read;

  @Option(names = "--write", description = "write-only mode: give messages, take none")
  boolean write;

  @Option(names = "--copy", description = "mirror mode: messages go on at once; new ones are taken")
  boolean copy;

  @Option(
      names = "--deadline",
      paramLabel = "duration",
      defaultValue = "10s",
      description = "longest wait for an answer")
  Duration deadline = Duration.ofSeconds(10);

  @Option(
      names = "--fail",
      paramLabel = "string",
      defaultValue = "close",
      description = "what becomes of a message without one: close, hold, pass or drop")
  String fail = "close";

  @Option(
      names = "--any-order",
      description = "answers come in any order: a message that is left out is not refused")
  boolean anyOrder;

  @Option(
      names = "--silent",
      description = "remove refused routes without withdrawing older ones behind them")
  boolean silent;

  @Option(names = "--pardon", description = "accepted: input that is wrong never ends it")
  boolean pardon;

  @Option(
      names = "--no-seq",
      description = "what comes in is new, whatever its number; with --copy and --read")
  boolean noSequence;

  @Option(
      names = "--no-time",
      description = "what comes in new has the time of now; in a session it has that anyway")
  boolean noTime;

  @Option(names = "--no-tags", description = "leave out the tags of what comes in")
  boolean noTags;

  @Option(
      names = {"-O", "--of"},
      paramLabel = "filter",
      description = "drop what comes in and does not match the filter")
  List<String> outputFilters = new ArrayList<>();

  @Option(
      names = {"-N", "--new"},
      paramLabel = "string",
      defaultValue = "next",
      description = "where new messages enter: next, here or last")
  String entry = "next";

  @Override
  final void check() {
    List<String> places = common.places();
    entry = places.isEmpty() ? entry : places.get(places.size() - 1);
    if (!ENTRIES.contains(entry)) {
      throw new OperatorException(
          "--new " + entry + ": new messages enter behind the stage (next) or behind all (last)");
    }
    SourceOptions.oneOf("--format", format, List.of("json", "raw", "exa"));
    types.predicate();
    if ((read ? 1 : 0) + (write ? 1 : 0) + (copy ? 1 : 0) > 1) {
      throw new OperatorException("give one of --read, --write and --copy, each of which mirrors");
    }
    if (deadline.isZero()) {
      throw new OperatorException("--deadline 0: more than 0");
    }
    unanswered();
    boolean decides = mode() == OutsideMode.FILTER;
    if (decides && format.equals("exa")) {
      throw new OperatorException(
          "--format exa: such lines have no numbers to tell which message they answer:"
              + " add --copy, --read or --write");
    }
    if (decides && format.equals("raw") && common.left && common.right) {
      throw new OperatorException(
          "--format raw: such messages tell no direction: give -L or -R, or --copy or --write");
    }
    if (decides && noSequence) {
      throw new OperatorException(
          "--no-seq: numbers tell which message an answer is for: add --copy or --read");
    }
    checkMore();
  }

  /** Filters that all match what is taken of what comes in. */
  public final List<String> outputFilters() {
    return outputFilters;
  }

  /** Checks what else it has. */
  void checkMore() {}

  /** Whether messages are as on the wire, not lines. */
  final boolean isRaw() {
    return format.equals("raw");
  }

  private OutsideMode mode() {
    return read
        ? OutsideMode.READ
        : write ? OutsideMode.WRITE : copy ? OutsideMode.COPY : OutsideMode.FILTER;
  }

  private Unanswered unanswered() {
    for (Unanswered mode : Unanswered.values()) {
      if (mode.name().equalsIgnoreCase(fail)) {
        return mode;
      }
    }
    throw new OperatorException("--fail " + fail + ": close, hold, pass or drop");
  }

  @Override
  List<String[]> events() {
    List<String[]> events = new ArrayList<>();
    events.add(
        new String[] {word() + "/" + OutsideStage.UNANSWERED, "no answer within the deadline"});
    return events;
  }

  /** The options as the stage takes them. */
  public final OutsideOptions values() {
    return new OutsideOptions(
        mode(),
        OutsideFormat.valueOf(format.toUpperCase(Locale.ROOT)),
        types.predicate(),
        deadline,
        unanswered(),
        !anyOrder,
        entry.equals("last"),
        false,
        noSequence,
        noTime,
        noTags);
  }

  /**
   * Ways to the outside.
   *
   * @param name name of the stage
   */
  public abstract Channels channels(String name);

  /**
   * Looks whether it could be reached from here.
   *
   * @throws OperatorException if it could not
   */
  public abstract void checkHere();

  @Override
  public final boolean silent() {
    return silent;
  }
}
