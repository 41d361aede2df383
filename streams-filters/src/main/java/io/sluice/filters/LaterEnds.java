package io.sluice.filters;

import java.util.ArrayList;
import java.util.List;

/**
 * The end of the stages that answer later: each is told to say the rest when no message can come to
 * it any more, so one after the other.
 */
final class LaterEnds {
  private final List<BoundStage> stages;
  private final Lines lines;
  private List<BoundStage> unended = List.of();

  /**
   * @param stages those that answer later
   */
  LaterEnds(List<BoundStage> stages, Lines lines) {
    this.stages = stages;
    this.lines = lines;
  }

  /** No more messages come from in front. */
  void begin() {
    unended = new ArrayList<>(stages);
  }

  /** Ends those that no message can come to any more. */
  void goOn() {
    if (unended.isEmpty()) {
      return;
    }
    List<BoundStage> done = new ArrayList<>(unended);
    done.removeIf(stage -> !lines.isUnreachable(stage));
    if (done.isEmpty()
        && stages.stream()
            .filter(stage -> !unended.contains(stage))
            .allMatch(stage -> stage.later().isEnded())) {
      // Each waits for another one, in either direction.
      done.add(unended.get(0));
    }
    unended.removeAll(done);
    done.forEach(stage -> stage.later().end());
  }

  /** Whether, after {@link #begin}, all has come that will. */
  boolean isOver() {
    return unended.isEmpty() && stages.stream().allMatch(stage -> stage.later().isEnded());
  }
}
