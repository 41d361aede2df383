package io.sluice.filters;

import io.sluice.schemas.Judgement.Reason;
import java.util.List;

/** How far a message has come in a pipeline, and what the stages have made of it until there. */
final class Passage {
  final Conclusion conclusion = new Conclusion();
  BoundStage[] line;

  /** The stage that it has come to. */
  int at;

  /** Whether only stages that decide nothing still see it, for it is decided. */
  boolean settled;

  /** What is left of it; {@code null} for the message as it was. */
  List<byte[]> current;

  /** The reason of the last decision; {@code null} before the first. */
  Reason decided;

  /** The NOTIFICATION that a stage, or one of its events, ends the session with. */
  byte[] closing;

  /** What the stage that it has come to was asked of it; {@code null} when it was not yet. */
  Question[] questions;

  /** Finds the message for whoever gave it to the pipeline. */
  Object ticket;

  Passage begin(BoundStage[] stages, int behind) {
    line = stages;
    at = behind;
    settled = false;
    current = null;
    decided = null;
    closing = null;
    questions = null;
    return this;
  }

  BoundStage stage() {
    return line[at];
  }

  boolean isAnswered() {
    for (Question question : questions) {
      if (question != null && !question.isAnswered()) {
        return false;
      }
    }
    return true;
  }
}
