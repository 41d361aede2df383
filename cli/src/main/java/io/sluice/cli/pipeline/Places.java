package io.sluice.cli.pipeline;

import io.sluice.bgp.Direction;
import io.sluice.cli.OperatorException;
import java.util.List;

/** Where the messages of a source enter a pipeline. */
final class Places {
  private static final int BEFORE_ALL = 0;
  private static final int BEHIND_ALL = Integer.MAX_VALUE;

  private Places() {}

  /**
   * Whether a stage lies ahead of a source's messages that travel in a direction.
   *
   * @param stages all stages of the pipeline
   */
  static boolean isAhead(
      WrittenStage stage, WrittenStage source, Direction direction, List<WrittenStage> stages) {
    int from = entry(source, stages);
    boolean told = from != source.number();
    if (direction == Direction.R) {
      return told ? stage.number() >= from : stage.number() > from;
    }
    if (from == BEFORE_ALL || from == BEHIND_ALL) {
      return from == BEFORE_ALL;
    }
    return told ? stage.number() <= from : stage.number() < from;
  }

  /**
   * The number of the stage at which new messages enter.
   *
   * @throws OperatorException if there is no such stage
   */
  static int entry(WrittenStage source, List<WrittenStage> stages) {
    String word = ((SourceOptions) source.options()).entry();
    return switch (word) {
      case "next", "here" -> source.number();
      case "first" -> BEFORE_ALL;
      case "last" -> BEHIND_ALL;
      default -> numbered(source, word, stages);
    };
  }

  private static int numbered(WrittenStage source, String word, List<WrittenStage> stages) {
    for (WrittenStage other : stages) {
      if (other.name().equals(word) || Integer.toString(other.number()).equals(word)) {
        return other.number();
      }
    }
    throw new OperatorException(
        WrittenPipeline.at(source)
            + "--new "
            + word
            + ": next, here, first, last, the number of a stage or its @NAME");
  }
}
