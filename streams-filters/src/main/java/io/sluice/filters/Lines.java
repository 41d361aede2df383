package io.sluice.filters;

import io.sluice.bgp.Direction;
import java.util.List;

/** The stages of a pipeline as the messages of each direction meet them. */
final class Lines {
  private final BoundStage[] toRight;
  private final BoundStage[] toLeft;

  Lines(List<BoundStage> stages) {
    toRight = BoundStage.seeing(stages, Direction.R);
    toLeft = BoundStage.seeing(stages, Direction.L);
  }

  BoundStage[] of(Direction direction) {
    return direction == Direction.R ? toRight : toLeft;
  }

  /** How many stages lie behind a message that comes out of one; 0 if that sees none such. */
  int behind(BoundStage stage, Direction direction) {
    BoundStage[] line = of(direction);
    for (int i = 0; i < line.length; i++) {
      if (line[i] == stage) {
        return i + 1;
      }
    }
    return 0;
  }

  /** Whether no message waits, in either direction, at a stage before this one. */
  boolean isUnreachable(BoundStage stage) {
    return isUnreachable(stage, toRight) && isUnreachable(stage, toLeft);
  }

  private static boolean isUnreachable(BoundStage stage, BoundStage[] line) {
    for (BoundStage before : line) {
      if (before == stage) {
        return true;
      }
      if (before.isWaitedAt()) {
        return false;
      }
    }
    return true;
  }
}
