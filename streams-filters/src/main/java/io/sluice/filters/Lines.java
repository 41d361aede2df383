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

  /**
   * Where a message enters that has so many stages of the operator behind it. Which stages stand in
   * front of those and behind them may differ from process to process.
   */
  int entry(Direction direction, int behind) {
    BoundStage[] line = of(direction);
    int most = count(line, StageSpec.Place.MIDDLE);
    return count(line, StageSpec.Place.FRONT) + Math.max(0, Math.min(behind, most));
  }

  /** How many stages of the operator lie behind a message that comes out of one of them. */
  int behind(BoundStage stage, Direction direction) {
    BoundStage[] line = of(direction);
    int behind = 0;
    for (BoundStage each : line) {
      behind += each.spec().place() == StageSpec.Place.MIDDLE ? 1 : 0;
      if (each == stage) {
        return behind;
      }
    }
    return 0;
  }

  /** How many stages of the operator see a direction. */
  int all(Direction direction) {
    return count(of(direction), StageSpec.Place.MIDDLE);
  }

  private static int count(BoundStage[] line, StageSpec.Place place) {
    int count = 0;
    for (BoundStage stage : line) {
      count += stage.spec().place() == place ? 1 : 0;
    }
    return count;
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
