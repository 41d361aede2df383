package io.sluice.cli.run.file;

import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Message;
import io.sluice.mrt.PeerIdentity;
import io.sluice.mrt.StateChange;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Some messages on their way from the thread that reads to one that judges, and the output that
 * comes of them on its way to the thread that writes. Used again and again, so that a run of any
 * length allocates only so many.
 */
final class Batch {
  static final int MESSAGES = 1024;
  static final int OCTETS = 256 << 10;

  /** Room for one message more than is promised: the longest there is. */
  private static final int LONGEST = 1 << 16;

  private final byte[] octets = new byte[OCTETS + LONGEST];
  private final int[] ends = new int[MESSAGES];
  private final long[] sequences = new long[MESSAGES];
  private final long[] times = new long[MESSAGES];
  private final boolean[] left = new boolean[MESSAGES];
  private final DecodeContext[] contexts = new DecodeContext[MESSAGES];
  private final Object[] tags = new Object[MESSAGES];
  private final Source[] sources = new Source[MESSAGES];
  private final StateChange[] states = new StateChange[MESSAGES];
  private final Semaphore judged = new Semaphore(0);
  private final Output[] outputs;
  private int count;
  private boolean killed;
  private int waiting;
  private Throwable failure;

  /**
   * @param sinks how many outputs there are
   */
  Batch(int sinks) {
    outputs = new Output[sinks];
    for (int i = 0; i < sinks; i++) {
      outputs[i] = new Output();
    }
  }

  Batch clear() {
    count = 0;
    killed = false;
    waiting = 0;
    failure = null;
    for (Output output : outputs) {
      output.clear();
    }
    return this;
  }

  boolean isEmpty() {
    return count == 0;
  }

  boolean isFull() {
    return count == MESSAGES || count > 0 && ends[count - 1] >= OCTETS;
  }

  int count() {
    return count;
  }

  /** Takes a message, which may be another one afterwards. */
  void add(Message message, Source source) {
    int from = count == 0 ? 0 : ends[count - 1];
    System.arraycopy(message.buffer(), message.offset(), octets, from, message.length());
    ends[count] = from + message.length();
    sequences[count] = message.sequence();
    times[count] = message.timeMicros();
    left[count] = message.direction() == Direction.L;
    contexts[count] = message.context();
    tags[count] = message.tags();
    sources[count] = source;
    states[count] = null;
    count++;
  }

  /** Takes a change of a session's state. */
  void add(PeerIdentity peer, StateChange change, long timeMicros, Source source) {
    ends[count] = count == 0 ? 0 : ends[count - 1];
    times[count] = timeMicros;
    tags[count] = peer;
    sources[count] = source;
    states[count] = change;
    count++;
  }

  /** The change of state at a place; {@code null} when there is a message. */
  StateChange state(int index) {
    return states[index];
  }

  /** Whose state changed. */
  PeerIdentity peer(int index) {
    return (PeerIdentity) tags[index];
  }

  long timeMicros(int index) {
    return times[index];
  }

  /** Makes a view look at a message of it. */
  @SuppressWarnings("unchecked")
  void view(int index, Message message) {
    int from = index == 0 ? 0 : ends[index - 1];
    message
        .wrap(octets, from, ends[index] - from)
        .describe(
            "",
            0,
            left[index] ? Direction.L : Direction.R,
            sequences[index],
            times[index],
            contexts[index],
            (Map<String, String>) tags[index]);
  }

  /** Where a message came from. */
  Source source(int index) {
    return sources[index];
  }

  /** What came of it for an output. */
  Output output(int sink) {
    return outputs[sink];
  }

  /** An event ended the run here: what follows does not count. */
  void kill() {
    killed = true;
  }

  boolean isKilled() {
    return killed;
  }

  /** Judging it failed, which is a fault of ours. */
  void fail(Throwable cause) {
    failure = cause;
  }

  /** What judging failed with; {@code null} for nothing. */
  Throwable failure() {
    return failure;
  }

  /** So many more, or fewer, of its messages wait for answers from outside. */
  void addWaiting(int more) {
    waiting += more;
  }

  /** Whether messages of it wait for answers from outside. */
  boolean isWaiting() {
    return waiting > 0;
  }

  /** Its outputs are complete. */
  void judged() {
    judged.release();
  }

  /** Waits a while; false if they are not complete then. */
  boolean awaitJudged() throws InterruptedException {
    return judged.tryAcquire(50, TimeUnit.MILLISECONDS);
  }
}
