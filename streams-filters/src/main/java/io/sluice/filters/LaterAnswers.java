package io.sluice.filters;

import io.sluice.bgp.Direction;
import io.sluice.bgp.Message;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Takes in what has come for the stages that answer later, and the messages on that waited. */
final class LaterAnswers {
  private final List<BoundStage> stages;
  private final Lines lines;
  private final Advance advance;
  private int waiting;

  /**
   * @param stages those that answer later
   */
  LaterAnswers(List<BoundStage> stages, Lines lines, Advance advance) {
    this.stages = stages;
    this.lines = lines;
    this.advance = advance;
  }

  /**
   * A message waits at one of them.
   *
   * @param ticket what its {@link Departures} find it by
   */
  void await(Passage passage, Object ticket) {
    passage.ticket = ticket;
    waiting++;
  }

  /** How many messages wait. */
  int waiting() {
    return waiting;
  }

  /** Whether anything came. */
  boolean take(Departures to) {
    boolean moved = false;
    for (BoundStage stage : stages) {
      moved |= stage.later().take(placing(stage, to));
      moved |= resume(stage.waiting(Direction.R), stage.later(), to);
      moved |= resume(stage.waiting(Direction.L), stage.later(), to);
    }
    return moved;
  }

  /** Tells new messages of a stage where they enter. */
  private Injections placing(BoundStage stage, Injections to) {
    return new Injections() {
      @Override
      public boolean hasRoom(String session) {
        return to.hasRoom(session);
      }

      @Override
      public void inject(Injection injection) {
        Direction direction = injection.direction();
        to.inject(
            injection.behind(
                stage.later().entersLast()
                    ? lines.all(direction)
                    : lines.behind(stage, direction)));
      }
    };
  }

  private boolean resume(Map<String, WaitingLine> bySession, LaterStage stage, Departures to) {
    boolean moved = false;
    for (Iterator<WaitingLine> each = bySession.values().iterator(); each.hasNext(); ) {
      WaitingLine line = each.next();
      for (Passage p = line.pollAnswered(); p != null; p = line.pollAnswered()) {
        moved = true;
        if (advance.on(p, again(p, to))) {
          waiting--;
          to.concluded(p.ticket, p.conclusion);
        }
      }
      askMore(line, stage, to);
      if (line.isEmpty()) {
        each.remove();
      }
    }
    return moved;
  }

  private void askMore(WaitingLine line, LaterStage stage, Departures to) {
    for (Passage next = line.firstUnasked(); next != null; next = line.firstUnasked()) {
      Message message = again(next, to);
      if (!next.settled && !stage.hasRoom(message)) {
        return;
      }
      advance.question(next, message);
      line.asked();
    }
  }

  /** The message of a passage, with the tags that it was given on its way. */
  private static Message again(Passage p, Departures to) {
    Message message = to.message(p.ticket);
    if (message.tags() != p.conclusion.tags()) {
      Pieces.tag(message, p.conclusion.tags());
    }
    return message;
  }
}
