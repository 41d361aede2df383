package io.sluice.proxy.verdict;

import io.opentelemetry.api.trace.SpanContext;
import io.sluice.bgp.Direction;
import io.sluice.schemas.Action;
import io.sluice.schemas.Judgement;
import java.util.Arrays;

/**
 * Verdicts of one poll for one session, as arrays: no object for a verdict that passes or drops.
 */
public final class VerdictBatch {
  private static final Action[] ACTIONS = Action.values();
  private static final int LEAST = 8;

  private long[] epochs = new long[LEAST];
  private long[] firsts = new long[LEAST];
  private int[] counts = new int[LEAST];
  private byte[] kinds = new byte[LEAST];
  private Judgement[] whole = new Judgement[LEAST];
  private int size;

  /** {@code null} while none is traced. */
  private SpanContext[] traces;

  void add(
      long epoch, Direction direction, long first, int count, Action action, Judgement judgement) {
    if (size == epochs.length) {
      int more = size * 2;
      epochs = Arrays.copyOf(epochs, more);
      firsts = Arrays.copyOf(firsts, more);
      counts = Arrays.copyOf(counts, more);
      kinds = Arrays.copyOf(kinds, more);
      whole = Arrays.copyOf(whole, more);
    }
    epochs[size] = epoch;
    firsts[size] = first;
    counts[size] = count;
    kinds[size] = (byte) (action.ordinal() << 1 | direction.ordinal());
    whole[size] = judgement;
    size++;
  }

  /** Says what span the verdict that was added last comes from; {@code null} for none. */
  void trace(SpanContext from) {
    if (from == null) {
      return;
    }
    traces = traces == null ? new SpanContext[epochs.length] : Arrays.copyOf(traces, epochs.length);
    traces[size - 1] = from;
  }

  /** How many verdicts. */
  public int size() {
    return size;
  }

  /** Incarnation that a verdict is for. */
  public long epoch(int i) {
    return epochs[i];
  }

  /** Sequence number of the first message that a verdict is for. */
  public long first(int i) {
    return firsts[i];
  }

  /** How many messages a verdict is for. */
  public int count(int i) {
    return counts[i];
  }

  /** What a verdict says. */
  public Action action(int i) {
    return ACTIONS[kinds[i] >> 1];
  }

  /** Which way the messages travel. */
  public Direction direction(int i) {
    return (kinds[i] & 1) == 0 ? Direction.R : Direction.L;
  }

  /** The span that a verdict comes from; {@code null} for none. */
  public SpanContext trace(int i) {
    return traces == null || i >= traces.length ? null : traces[i];
  }

  /** The whole verdict; only for REPLACE and CLOSE, else {@code null}. */
  public Judgement whole(int i) {
    return whole[i];
  }
}
