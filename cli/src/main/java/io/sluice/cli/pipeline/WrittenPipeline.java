package io.sluice.cli.pipeline;

import io.sluice.bgp.Direction;
import io.sluice.cli.OperatorException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A whole pipeline as written: an end, judges, an end; beside a speaker, what it is to say; sources
 * whose messages neither end sent.
 *
 * @param stages all stages from left to right
 * @param stdout whether -o adds a printer behind all of them
 * @param feeds those of them that give a speaker what it says
 * @param sources other sources, of the stages and by -i
 */
public record WrittenPipeline(
    List<WrittenStage> stages,
    boolean stdout,
    List<WrittenStage> feeds,
    List<WrittenStage> sources) {

  /** One whose feeds and sources are those among its stages. */
  public WrittenPipeline(List<WrittenStage> stages, boolean stdout) {
    this(stages, stdout, hasEnds(stages) ? Feeds.of(stages) : List.of());
  }

  private WrittenPipeline(List<WrittenStage> stages, boolean stdout, List<WrittenStage> feeds) {
    this(
        stages,
        stdout,
        feeds,
        stages.stream()
            .filter(stage -> stage.options() instanceof SourceOptions && !feeds.contains(stage))
            .toList());
  }

  /**
   * @throws OperatorException if the stages make no pipeline
   */
  public WrittenPipeline {
    stages = List.copyOf(stages);
    feeds = List.copyOf(feeds);
    sources = List.copyOf(sources);
    if (!hasEnds(stages)) {
      throw new OperatorException(
          "a session needs two ends: begin and end the pipeline with listen, connect or speaker,"
              + " as in  sluice -o -- listen :1790 -- connect 192.0.2.1;"
              + " without a session, begin with read FILE or -i");
    }
    Set<String> names = new HashSet<>();
    for (WrittenStage stage : stages) {
      check(stage, stages);
      if (stage.name().startsWith("@") && !names.add(stage.name())) {
        throw new OperatorException("two stages are named " + stage.name());
      }
    }
    for (WrittenStage source : sources) {
      Places.entry(source, stages);
    }
    Waits.check(stages, feeds);
    Feeds.checkInput(feeds, sources);
  }

  private static boolean hasEnds(List<WrittenStage> stages) {
    return stages.size() >= 2 && stages.get(0).options().isEnd() && last(stages).options().isEnd();
  }

  /**
   * The same with standard input as a further source, which is what -i and -I mean: what a speaker
   * says, where an end is one.
   *
   * @param waits whether it waits until the session is up
   */
  public WrittenPipeline withStandardInput(boolean waits) {
    boolean isSaid = Feeds.isSpeaker(stages.get(0)) || Feeds.isSpeaker(last(stages));
    StdinOptions options = isSaid ? new StdinOptions() : StdinOptions.ofBothDirections();
    if (waits) {
      options.common.waits.add("ESTABLISHED");
    }
    List<WrittenStage> all = new ArrayList<>(isSaid ? feeds : sources);
    all.add(new WrittenStage(stages.size() + 1, "stdin", options, List.of()));
    return new WrittenPipeline(stages, stdout, isSaid ? all : feeds, isSaid ? sources : all);
  }

  private static void check(WrittenStage stage, List<WrittenStage> stages) {
    if (!stage.options().isEnd()) {
      return;
    }
    CommonOptions common = stage.options().common;
    boolean isFirst = stage == stages.get(0);
    if (!isFirst && stage != last(stages)) {
      throw new OperatorException(
          at(stage) + "must be the first or the last stage, for it is an end of the session");
    }
    if (common.left && common.right) {
      throw new OperatorException(
          at(stage) + "cannot operate in both directions, for it is an end of the session");
    }
    if (isFirst ? common.left : common.right) {
      throw new OperatorException(
          at(stage)
              + (isFirst
                  ? "the first stage sends to the right: leave -L out"
                  : "the last stage sends to the left: leave -R out"));
    }
  }

  static String at(WrittenStage stage) {
    return "stage [" + stage.number() + "] " + stage.name() + ": ";
  }

  private static WrittenStage last(List<WrittenStage> stages) {
    return stages.get(stages.size() - 1);
  }

  /** The left end. */
  public EndOptions left() {
    return (EndOptions) stages.get(0).options();
  }

  /** The right end. */
  public EndOptions right() {
    return (EndOptions) last(stages).options();
  }

  /** The stages that judge, from left to right; what --of of an end drops is a stage beside it. */
  public List<WrittenStage> judges() {
    List<WrittenStage> judges = new ArrayList<>();
    stages.get(0).outputFilters(Direction.R).forEach(judges::add);
    for (WrittenStage stage : stages.subList(1, stages.size() - 1)) {
      if (!(stage.options() instanceof SourceOptions)) {
        judges.add(stage);
      }
    }
    last(stages).outputFilters(Direction.L).forEach(judges::add);
    return judges;
  }

  /** The name that its session has when the operator gives none. */
  public String session() {
    return left().label() + "~" + right().label();
  }

  /** Words for events that --stop of an end names: they close the session. */
  public List<String> stops() {
    return Waits.stops(stages);
  }

  /**
   * How many of the judges lie behind the messages of a source that travel in a direction, of those
   * that see it.
   */
  public int behind(WrittenStage source, Direction direction) {
    return (int)
        judges().stream()
            .filter(judge -> judge.directions().contains(direction))
            .filter(judge -> !Places.isAhead(judge, source, direction, stages))
            .count();
  }

  /** Whether a stage stands in the way of a direction. */
  public boolean sees(WrittenStage stage, Direction direction) {
    return stage.options().isEnd()
        || (feeds.contains(stage)
            ? writes(stage, direction)
            : stage.directions().contains(direction));
  }

  /** Whether messages of a direction come from a stage. */
  public boolean writes(WrittenStage stage, Direction direction) {
    WrittenStage from = direction == Direction.R ? stages.get(0) : last(stages);
    return stage == from
        || feeds.contains(stage) && Feeds.isSpeaker(from)
        || sources.contains(stage) && stage.directions().contains(direction);
  }
}
