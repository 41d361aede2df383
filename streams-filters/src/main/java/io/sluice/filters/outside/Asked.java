package io.sluice.filters.outside;

import io.sluice.bgp.Message;
import io.sluice.filters.Question;
import io.sluice.filters.Ruling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A message that was sent outside, and what has come back for it. */
final class Asked implements Question {
  /** What has become of it. */
  enum State {
    OPEN,
    /** It came back as it went. */
    SAME,
    /** Another message came back. */
    CHANGED,
    /** It was refused. */
    DROPPED,
    /** Nothing came back in time. */
    LATE,
    /** Nobody waits for it any more. */
    GONE
  }

  final Dialogue dialogue;
  final DialogueSide side;
  final long sequence;
  final long order;
  final long sinceNanos;
  State state = State.OPEN;

  /** Where its text stands; {@code null} until the chunk is sent. */
  byte[] chunk;

  int from;
  int to;

  /** Whether the answer was not said in so many words, but follows from the order of answers. */
  boolean passedOver;

  byte[] changed;
  Map<String, String> tags = Map.of();

  /** What came back besides. */
  List<byte[]> more = List.of();

  Asked(Dialogue dialogue, DialogueSide side, long sequence, long order, long sinceNanos) {
    this.dialogue = dialogue;
    this.side = side;
    this.sequence = sequence;
    this.order = order;
    this.sinceNanos = sinceNanos;
  }

  void decide(State what) {
    state = what;
  }

  /** Nothing has come back in time. */
  void tooLate() {
    state = State.LATE;
    side.lateSequence = Math.max(side.lateSequence, sequence);
  }

  /** What came, or that nothing more comes, says that it is refused. */
  void passOver() {
    passedOver = true;
    state = State.DROPPED;
  }

  void add(byte[] message) {
    if (more.isEmpty()) {
      more = new ArrayList<>(1);
    }
    more.add(message);
  }

  int length() {
    return to - from;
  }

  @Override
  public boolean isAnswered() {
    return dialogue.isAnswered(this);
  }

  @Override
  public void answer(Message message, Ruling ruling) {
    dialogue.answer(this, message, ruling);
  }
}
