package io.sluice.filters;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The messages of one session and direction that wait at a stage, in their order: first those that
 * it was asked about, then those for which it has no room yet.
 */
final class WaitingLine {
  private final Deque<Passage> asked = new ArrayDeque<>();
  private final Deque<Passage> unasked = new ArrayDeque<>();

  boolean isEmpty() {
    return asked.isEmpty() && unasked.isEmpty();
  }

  /** Whether the stage could be asked about one more, as far as those before it are concerned. */
  boolean mayAsk() {
    return unasked.isEmpty();
  }

  void addAsked(Passage passage) {
    asked.add(passage);
  }

  void addUnasked(Passage passage) {
    unasked.add(passage);
  }

  /** The first one if its answer is there, taken out; else {@code null}. */
  Passage pollAnswered() {
    Passage first = asked.peek();
    return first != null && first.isAnswered() ? asked.poll() : null;
  }

  /** The first one that was not asked about; {@code null} for none. */
  Passage firstUnasked() {
    return unasked.peek();
  }

  /** Moves it to those that were. */
  void asked() {
    asked.add(unasked.poll());
  }
}
