package io.sluice.filters.outside;

import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/** One direction of a dialogue: what was asked and is not yet concluded, in its order. */
final class DialogueSide {
  /** A power of two. */
  private static final int REMEMBERED = 4096;

  /** Echoes that are waited for at most. */
  private static final int ECHOES = 64;

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

  /** When something was last written for its echo alone; 0 for never. */
  long echoNanos;

  /** Whether the next question fails, as there was none open when there was a reason for it. */
  boolean failsNext;

  /** What was written last of that about which nothing is asked. */
  private final ArrayDeque<Mark> shown = new ArrayDeque<>();

  /** Numbers of those last passed over, each at its place; {@code null} as long as none was. */
  private long[] passedOver;

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

  /** Decides about those that are open and were written before something. */
  void passOver(long order) {
    for (Asked first = firstOpen(); first != null && first.order < order; first = firstOpen()) {
      passOver(first);
    }
  }

  /**
   * Decides about the oldest ones that are open, until only so many octets of them are left.
   *
   * @return whether there was one
   */
  boolean passOverAllBut(long most) {
    boolean any = false;
    long left = 0;
    for (int i = size - 1; i >= 0; i--) {
      Asked asked = at(i);
      if (asked.state == Asked.State.OPEN) {
        left += asked.length();
        if (left > most) {
          passOver(asked);
          any = true;
        }
      }
    }
    return any;
  }

  /**
   * Something was written about which nothing is asked.
   *
   * @param order that of the next question
   */
  void shown(long sequence, long order) {
    if (shown.size() == ECHOES) {
      shown.remove();
    }
    shown.add(new Mark(sequence, order));
  }

  /**
   * Something comes back about which nothing is asked.
   *
   * @return up to which order it follows that all is read; 0 when it follows of nothing
   */
  long echoed(long sequence) {
    // Numbers may come twice, so each stands for the first one that it can be.
    while (!shown.isEmpty()) {
      Mark first = shown.remove();
      if (first.sequence == sequence) {
        return first.order;
      }
      if (first.sequence > sequence) {
        shown.addFirst(first);
        return 0;
      }
    }
    return 0;
  }

  /** What was written does not come back any more. */
  void forgetShown() {
    shown.clear();
  }

  private record Mark(long sequence, long order) {}

  private void passOver(Asked asked) {
    asked.passOver();
    if (passedOver == null) {
      passedOver = new long[REMEMBERED];
    }
    passedOver[(int) asked.sequence & REMEMBERED - 1] = asked.sequence;
  }

  /** Whether one with that number was passed over, as far as that is remembered. */
  boolean wasPassedOver(long sequence) {
    return passedOver != null && passedOver[(int) sequence & REMEMBERED - 1] == sequence;
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
