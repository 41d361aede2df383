package io.sluice.filters;

import io.sluice.bgp.Message;
import io.sluice.schemas.Action;
import java.util.List;

/** Takes messages from stage to stage, as far as each can come now. */
final class Advance {
  private static final Question[] NOTHING_TO_ASK = {};

  private final Decisions decisions;
  private final Onlookers onlookers;
  private final Pieces pieces = new Pieces();

  Advance(Decisions decisions, Onlookers onlookers) {
    this.decisions = decisions;
    this.onlookers = onlookers;
  }

  /** Takes a message on; false when it has to wait at the stage that it has come to. */
  boolean on(Passage p, Message message) {
    p.closing = null;
    for (; p.at < p.line.length; p.at++) {
      BoundStage stage = p.stage();
      if (stage.later() != null && p.questions == null && waits(p, stage, message)) {
        return false;
      }
      if (p.settled) {
        onlookers.show(stage, message, p.conclusion.replacement());
        p.questions = null;
        continue;
      }
      decisions.ask(p, message);
      p.questions = null;
      if (p.conclusion.failure() != null) {
        return true;
      }
      if (p.closing != null) {
        p.conclusion.decide(Action.CLOSE, List.of(p.closing), p.decided);
        return true;
      }
      if (p.current != null && p.current.isEmpty()) {
        break;
      }
    }
    if (p.current != null) {
      p.conclusion.replace(p.current, p.decided);
    }
    return true;
  }

  /** Asks a stage that answers later; true when the answer, or that of a message before, is due. */
  private boolean waits(Passage p, BoundStage stage, Message message) {
    WaitingLine line = stage.waiting(message);
    boolean first = line == null || line.isEmpty();
    if (first && p.settled) {
      return false;
    }
    boolean ask = (first || line.mayAsk()) && (p.settled || stage.later().hasRoom(message));
    if (ask) {
      question(p, message);
      if (first && p.isAnswered()) {
        return false;
      }
    }
    if (line == null) {
      line = new WaitingLine();
      stage.waiting(message.direction()).put(message.session(), line);
    }
    if (ask) {
      line.addAsked(p);
    } else {
      line.addUnasked(p);
    }
    return true;
  }

  /** Asks the stage that a message has come to, one that answers later, what becomes of it. */
  void question(Passage p, Message message) {
    LaterStage stage = p.stage().later();
    if (p.settled) {
      p.questions = NOTHING_TO_ASK;
    } else if (p.current == null) {
      p.questions = new Question[] {stage.ask(message)};
    } else {
      p.questions = new Question[p.current.size()];
      for (int i = 0; i < p.questions.length; i++) {
        p.questions[i] = stage.ask(pieces.of(p.current.get(i), message, p.conclusion.tags()));
      }
    }
  }
}
