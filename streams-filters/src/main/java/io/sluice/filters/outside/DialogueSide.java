package io.sluice.filters.outside;

import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import java.util.function.Consumer;

/** One direction of a dialogue: what was asked and is not yet concluded, in its order. */
final class DialogueSide {
  final Direction direction;

  /** How its messages are written, as the last one said. */
  DecodeContext context = DecodeContext.AS4;

  /** Whether a message was seen that tells so. */
  boolean known;

  /** Number of the last message that was sent. */
  long lastSequence;

  /** Up to this number, messages may have been decided without their answer. */
  long lateSequence;

  /** Up to this number, messages may have been asked twice, so what comes twice is one answer. */
  long againSequence;

  /** Octets of what was asked. */
  long octets;

  private Asked[] ring = new Asked[64];
  private int head;
  private int size;
  private int open;
  private Asked oldest;
  private long oldestSinceNanos;

  DialogueSide(Direction direction) {
    this.direction = direction;
  }

  void add(Asked asked) {
    if (size == ring.length) {
      Asked[] more = new Asked[2 * size];
      for (int i = 0; i < size; i++) {
        more[i] = at(i);
      }
      ring = more;
      head = 0;
    }
    ring[head + size++ & ring.length - 1] = asked;
  }

  /** What is open is asked again. */
  void askedAgain() {
    againSequence = lastSequence;
  }

  int size() {
    return size;
  }

  Asked at(int index) {
    return ring[head + index & ring.length - 1];
  }

  /** Takes out one that is concluded, and those before it that nobody asked for. */
  void conclude(Asked asked) {
    Asked gone;
    do {
      gone = ring[head];
      ring[head] = null;
      head = head + 1 & ring.length - 1;
      size--;
      open = Math.max(0, open - 1);
      octets -= gone.length();
    } while (gone != asked);
  }

  /** The first one that is open; {@code null} for none. */
  Asked firstOpen() {
    while (open < size && at(open).state != Asked.State.OPEN) {
      open++;
    }
    return open < size ? at(open) : null;
  }

  /** Since when the first one that is open is that. */
  long oldestSince(long now) {
    Asked first = firstOpen();
    if (first != oldest) {
      oldest = first;
      oldestSinceNanos = now;
    }
    return oldestSinceNanos;
  }

  /**
   * Finds what was asked with a number: the first that is open, else the last that is not.
   *
   * @return {@code null} for none
   */
  Asked find(long sequence) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = low + high >>> 1;
      if (at(middle).sequence < sequence) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    Asked found = null;
    for (int i = low; i < size && at(i).sequence == sequence; i++) {
      found = at(i);
      if (found.state == Asked.State.OPEN) {
        return found;
      }
    }
    return found;
  }

  /** Decides about those that are open and older than a number, or than one of that number. */
  void passOver(long sequence, Asked before) {
    for (Asked first = firstOpen();
        first != null && first != before && first.sequence <= sequence;
        first = firstOpen()) {
      first.passOver();
    }
  }

  /**
   * Decides about all that are open.
   *
   * @return how many there were
   */
  int decideOpen(Consumer<Asked> decision) {
    int count = 0;
    for (Asked first = firstOpen(); first != null; first = firstOpen()) {
      decision.accept(first);
      count++;
    }
    return count;
  }
}
