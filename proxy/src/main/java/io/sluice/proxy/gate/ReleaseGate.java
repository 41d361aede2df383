package io.sluice.proxy.gate;

import io.sluice.bgp.Header;
import io.sluice.bgp.MessageType;
import io.sluice.schemas.Action;
import java.util.Arrays;
import java.util.List;

/**
 * Holds the messages of one direction of one session until their verdicts come, and lets them go in
 * the order in which they came.
 *
 * <p>Verdicts come in any order, twice, late, or for messages that never were. So every message has
 * a slot, found by its sequence number; a verdict marks slots; {@link #drain} lets go from the head
 * as far as slots are decided. A slot leaves once, whatever is said of it afterwards.
 *
 * <pre>
 *   admitted ──► WAITING ──verdict──► PASS, DROP, REPLACE, CLOSE ──┐
 *       │           └────deadline───► BYPASSED ──once safe─────────┤ drain, in order
 *       ├── needs no verdict ───────► UNGATED ─────────────────────┴──► gone
 *       └── KEEPALIVE while others wait ──► OVERTOOK: gone at once, its slot is passed over
 * </pre>
 *
 * <p>Slots are a ring of parallel arrays: nothing is allocated for a message. Time comes from
 * outside. Not thread safe: a gate belongs to the event loop of its session.
 */
public final class ReleaseGate {
  private static final int LEAST = 64;

  private static final byte WAITING = 0;
  private static final byte PASS = 1;
  private static final byte DROP = 2;
  private static final byte REPLACE = 3;
  private static final byte CLOSE = 4;
  private static final byte BYPASSED = 5;
  private static final byte UNGATED = 6;
  private static final byte OVERTOOK = 7;

  private final VerdictTally tally = new VerdictTally();
  private byte[] states = new byte[LEAST];
  private byte[][] records = new byte[LEAST][];
  private int[] lengths = new int[LEAST];
  private long[] arrivals = new long[LEAST];
  private List<?>[] replacements = new List<?>[LEAST];

  /** Sequence numbers: of the oldest slot, of the next message, of the first that waits. */
  private long head = 1;

  private long next = 1;
  private long firstWaiting = 1;

  private long bytes;
  private long safeUpTo = Long.MAX_VALUE;
  private boolean bypassing;
  private long bypassedFrom = Long.MAX_VALUE;
  private long bypassedTo;
  private boolean openGone;
  private boolean keepaliveGone;
  private boolean closed;

  /**
   * Takes the next message in.
   *
   * @param record holds the message as its tail; kept, not copied
   * @param wireLength octets of the message
   * @param now the time, nanoseconds of any clock
   * @return whether it is a KEEPALIVE that goes out at once, ahead of all that waits; it must not
   *     be held then, and {@link #drain} passes it over
   */
  public boolean admit(byte[] record, int wireLength, long now) {
    int type = record[record.length - wireLength + Header.TYPE_OFFSET];
    boolean keepalive = type == MessageType.KEEPALIVE.code();
    boolean overtakes = keepalive && head < next && openGone && keepaliveGone && !closed;
    byte state;
    if (overtakes) {
      state = OVERTOOK;
    } else if (!wantsVerdict(type)) {
      state = UNGATED;
    } else if (bypassing) {
      state = BYPASSED;
      bypassedTo = next;
    } else {
      state = WAITING;
    }
    if (next - head == states.length) {
      resize(states.length * 2);
    }
    int i = index(next);
    states[i] = state;
    lengths[i] = wireLength;
    arrivals[i] = now;
    if (!overtakes) {
      records[i] = record;
      bytes += record.length;
    }
    next++;
    return overtakes;
  }

  /** Whether a message of this type waits for a verdict; KEEPALIVE and NOTIFICATION don't. */
  public static boolean wantsVerdict(int type) {
    return type != MessageType.KEEPALIVE.code() && type != MessageType.NOTIFICATION.code();
  }

  /**
   * Applies a verdict to the messages it is for.
   *
   * @param first sequence number of the first one
   * @param count how many from there on
   * @param replacement for REPLACE and CLOSE
   * @return when the first message that it decided was admitted; -1 when it decided none
   */
  public long verdict(long first, int count, Action action, List<byte[]> replacement) {
    long end = first + count;
    if (first < 1 || count < 1 || end < first) {
      tally.unknown += Math.max(1, count);
      return -1;
    }
    tally.unknown += Math.max(0, end - Math.max(first, next));
    if (first < head) {
      long gone = Math.min(end, head);
      long late = Math.max(0, Math.min(gone, bypassedTo + 1) - Math.max(first, bypassedFrom));
      tally.late += late;
      tally.doubled += gone - first - late;
    }
    byte state = state(action);
    boolean early = waiting() && firstWaiting < first;
    long since = -1;
    for (long s = Math.max(first, head), to = Math.min(end, next); s < to; s++) {
      int i = index(s);
      switch (states[i]) {
        case WAITING -> {
          if (since < 0) {
            since = arrivals[i];
          }
          states[i] = state;
          tally.applied[action.ordinal()]++;
          tally.early += early ? 1 : 0;
          if (state == REPLACE || state == CLOSE) {
            replacements[i] = replacement;
          }
        }
        case BYPASSED -> tally.late++;
        // A run may cover messages that need no verdict.
        case UNGATED, OVERTOOK -> {}
        default -> tally.doubled++;
      }
    }
    return since;
  }

  private static byte state(Action action) {
    return switch (action) {
      case PASS -> PASS;
      case DROP -> DROP;
      case REPLACE -> REPLACE;
      case CLOSE -> CLOSE;
      case INJECT -> throw new IllegalArgumentException("an injection is no verdict");
    };
  }

  /** Lets go what may go, in order. */
  public void drain(GateOutput out) {
    while (head < next && !closed) {
      int i = index(head);
      byte state = states[i];
      if (state == WAITING || state == BYPASSED && head > safeUpTo) {
        return;
      }
      byte[] record = records[i];
      List<?> instead = replacements[i];
      records[i] = null;
      replacements[i] = null;
      head++;
      if (record != null) {
        bytes -= record.length;
      }
      switch (state) {
        case PASS, BYPASSED, UNGATED -> {
          int offset = record.length - lengths[i];
          noteGone(record[offset + Header.TYPE_OFFSET]);
          out.pass(record, offset, lengths[i]);
        }
        case REPLACE -> {
          for (Object message : instead) {
            noteGone(((byte[]) message)[Header.TYPE_OFFSET]);
            out.replacement((byte[]) message);
          }
        }
        case CLOSE -> {
          closed = true;
          out.close(instead.isEmpty() ? null : (byte[]) instead.get(0));
        }
        default -> {}
      }
    }
  }

  private void noteGone(int type) {
    if (!keepaliveGone) {
      openGone |= type == MessageType.OPEN.code();
      keepaliveGone = openGone && type == MessageType.KEEPALIVE.code();
    }
  }

  /** From now on nothing waits for a verdict, until {@link #judge}; what waits may go. */
  public void bypass(BypassSink sink) {
    if (!bypassing) {
      bypassing = true;
      bypassedFrom = next;
    }
    for (long s = Math.max(head, firstWaiting); s < next; s++) {
      int i = index(s);
      if (states[i] == WAITING) {
        states[i] = BYPASSED;
        bypassedFrom = Math.min(bypassedFrom, s);
        bypassedTo = Math.max(bypassedTo, s);
        sink.bypassed(s, records[i], arrivals[i]);
      }
    }
  }

  /**
   * Says up to which sequence number records are safe, in their topic or on disk. What has no
   * verdict does not leave before that: else the death of the process could lose it unseen.
   */
  public void safeUpTo(long sequence) {
    safeUpTo = sequence;
  }

  /** From now on messages wait for verdicts again. */
  public void judge() {
    bypassing = false;
  }

  /** Whether messages go without a verdict. */
  public boolean bypassing() {
    return bypassing;
  }

  /** Whether a message waits for a verdict. */
  public boolean waiting() {
    firstWaiting = Math.max(firstWaiting, head);
    while (firstWaiting < next && states[index(firstWaiting)] != WAITING) {
      firstWaiting++;
    }
    return firstWaiting < next;
  }

  /** When the oldest message that waits for a verdict was admitted; only when {@link #waiting}. */
  public long waitingSince() {
    return arrivals[index(firstWaiting)];
  }

  /** Sequence number of the next message. */
  public long next() {
    return next;
  }

  /** Messages held, for whatever reason. */
  public int held() {
    return (int) (next - head);
  }

  /** Octets of the records held. */
  public long bytes() {
    return bytes;
  }

  /** What became of verdicts; the caller reads and clears it. */
  public VerdictTally tally() {
    return tally;
  }

  /** Forgets what is held and lets nothing go any more. */
  public void clear() {
    closed = true;
    Arrays.fill(records, null);
    Arrays.fill(replacements, null);
    head = next;
    bytes = 0;
  }

  /** Gives memory back after a burst. */
  public void shrink() {
    if (head == next && states.length > 16 * LEAST) {
      resize(LEAST);
    }
  }

  private int index(long sequence) {
    return (int) sequence & states.length - 1;
  }

  private void resize(int capacity) {
    byte[] newStates = new byte[capacity];
    byte[][] newRecords = new byte[capacity][];
    int[] newLengths = new int[capacity];
    long[] newArrivals = new long[capacity];
    List<?>[] newReplacements = new List<?>[capacity];
    for (long s = head; s < next; s++) {
      int from = index(s);
      int to = (int) s & capacity - 1;
      newStates[to] = states[from];
      newRecords[to] = records[from];
      newLengths[to] = lengths[from];
      newArrivals[to] = arrivals[from];
      newReplacements[to] = replacements[from];
    }
    states = newStates;
    records = newRecords;
    lengths = newLengths;
    arrivals = newArrivals;
    replacements = newReplacements;
  }
}
