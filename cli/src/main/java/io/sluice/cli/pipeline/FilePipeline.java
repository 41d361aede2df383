package io.sluice.cli.pipeline;

import io.sluice.bgp.Direction;
import io.sluice.cli.OperatorException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A pipeline without a session: files and standard input are its sources, files and standard output
 * take what passes.
 *
 * @param stages all stages from left to right
 * @param stdin whether -i adds standard input, in front of all stages of either direction
 * @param stdout whether -o adds a printer behind all stages of either direction
 */
public record FilePipeline(List<WrittenStage> stages, boolean stdin, boolean stdout) {

  /**
   * @throws OperatorException if the stages make no pipeline
   */
  public FilePipeline {
    stages = List.copyOf(stages);
    // As bgpipe has it: what a lone stage gives would be lost otherwise.
    stdout |= stages.size() == 1 && !stdin && isSource(stages.get(0));
    if (!stdin && stages.stream().noneMatch(FilePipeline::isSource)) {
      throw new OperatorException(
          "nothing comes into this pipeline: begin it with read FILE, -i or stdin, or put it"
              + " between the two ends of a session, listen or connect");
    }
    Set<String> names = new HashSet<>();
    boolean standardInput = stdin;
    for (WrittenStage stage : stages) {
      if (stage.options() instanceof EndOptions) {
        throw new OperatorException(
            WrittenPipeline.at(stage) + "a pipeline of files has no end of a session");
      }
      if (stage.name().startsWith("@") && !names.add(stage.name())) {
        throw new OperatorException("two stages are named " + stage.name());
      }
      if (stage.options() instanceof SourceOptions source && source.path().equals("-")) {
        if (standardInput) {
          throw new OperatorException(
              WrittenPipeline.at(stage) + "standard input is read already, by another stage or -i");
        }
        standardInput = true;
      }
    }
    boolean live = false;
    for (WrittenStage stage : stages) {
      if (stage.options() instanceof SourceOptions source) {
        Places.entry(stage, stages);
        if (live) {
          throw new OperatorException(
              WrittenPipeline.at(stage)
                  + "sources are read one after the other, and the one before it has no end: run"
                  + " one sluice for each");
        }
        live = source.live();
      }
    }
    if (live && stdin) {
      throw new OperatorException("-i would be read behind a source that has no end");
    }
  }

  /** Whether it has a source that has no end. */
  public boolean live() {
    return stages.stream()
        .anyMatch(stage -> stage.options() instanceof SourceOptions source && source.live());
  }

  private static boolean isSource(WrittenStage stage) {
    return stage.options() instanceof SourceOptions;
  }

  /** The stages that give messages, in their order. */
  public List<WrittenStage> sources() {
    return stages.stream().filter(FilePipeline::isSource).toList();
  }

  /** What -i stands for. */
  public static SourceOptions standardInput() {
    return new StdinOptions();
  }

  /** The stages that write, from left to right. */
  public List<SinkOptions> sinks() {
    return stages.stream()
        .filter(stage -> stage.options() instanceof SinkOptions)
        .map(stage -> (SinkOptions) stage.options())
        .toList();
  }

  /** The other stages, from left to right. */
  public List<WrittenStage> judges() {
    return stages.stream().filter(stage -> !isSource(stage)).toList();
  }

  /**
   * The directions of a stage: as told; else to the right, but the last stage gives messages to the
   * left when it is a source, and the first one sees those to the left when it is none. Where -i
   * gives messages of either direction, stages that are told nothing see all of them.
   */
  public Set<Direction> directions(WrittenStage stage) {
    CommonOptions common = stage.options().common;
    if (common.left || common.right) {
      return stage.directions();
    }
    return stdin && !isSource(stage) ? EnumSet.allOf(Direction.class) : EnumSet.of(ordinary(stage));
  }

  /** The direction of a stage that is told none; messages of no direction take it too. */
  public Direction ordinary(WrittenStage stage) {
    boolean last = stage.number() == stages.size();
    boolean first = stage.number() == 1;
    return isSource(stage)
        ? (last ? Direction.L : Direction.R)
        : (first ? Direction.L : Direction.R);
  }

  /**
   * Whether a stage lies ahead of a source's messages that travel in a direction.
   *
   * @param source its stage; {@code null} for standard input by -i
   */
  public boolean isAhead(WrittenStage stage, WrittenStage source, Direction direction) {
    if (source == null) {
      return true;
    }
    return Places.isAhead(stage, source, direction, stages);
  }

  /** Its stages, with the one that -i stands for. */
  public List<WrittenStage> allStages() {
    List<WrittenStage> all = new ArrayList<>(stages);
    if (stdin) {
      all.add(new WrittenStage(stages.size() + 1, "stdin", standardInput(), List.of()));
    }
    return all;
  }
}
