package io.sluice.filters.streams;

import io.sluice.schemas.Action;
import io.sluice.schemas.Judgement;
import io.sluice.schemas.Judgement.Reason;
import io.sluice.schemas.MessageOrigin;
import it.unimi.dsi.fastutil.objects.Reference2ObjectOpenHashMap;
import java.util.ArrayList;
import java.util.List;

/**
 * Merges the verdicts of one source partition into runs: messages that pass for the same reason,
 * with consecutive sequence numbers of one session, epoch and direction, share a verdict. Each
 * session has a run of its own, so that sessions which alternate do not break each other's. The
 * numbers of ungated messages in between are covered too; the gate ignores them.
 *
 * <p>A run ends when it has {@value #LONGEST} messages, when a message of its session meets another
 * fate, and with {@link #flush}, which the owner calls when no more messages are at hand.
 */
@SuppressWarnings("ReferenceEquality") // equal origins and reasons are the same objects, mostly
final class VerdictRuns {
  static final int LONGEST = 256;

  private final Out out;
  private final Reference2ObjectOpenHashMap<MessageOrigin, Run> byOrigin =
      new Reference2ObjectOpenHashMap<>();
  private final List<Run> open = new ArrayList<>();
  private final List<Run> spare = new ArrayList<>();
  private Run last = new Run();

  /** Takes verdicts. */
  interface Out {
    /** Sends a verdict to a partition. */
    void verdict(int partition, byte[] key, Judgement verdict);
  }

  private static final class Run {
    private MessageOrigin origin;
    private byte[] key;
    private Reason reason;
    private long first;
    private int count;
    private long timeMicros;
  }

  VerdictRuns(Out out) {
    this.out = out;
  }

  /** A message passes. */
  void pass(MessageOrigin origin, byte[] key, long sequence, Reason reason, long timeMicros) {
    Run run = of(origin);
    if (run == null) {
      run = begin(origin);
    } else if (run.count > 0
        && (run.first + run.count != sequence || run.reason != reason || run.count == LONGEST)) {
      send(run);
    }
    if (run.count == 0) {
      run.first = sequence;
      run.reason = reason;
      run.key = key;
    }
    run.count++;
    run.timeMicros = timeMicros;
    if (run.count == LONGEST) {
      send(run);
    }
  }

  /** A message meets another fate. */
  void decide(
      MessageOrigin origin,
      byte[] key,
      long sequence,
      Action action,
      List<byte[]> replacement,
      Reason reason,
      long timeMicros) {
    Run run = of(origin);
    if (run != null && run.count > 0) {
      send(run);
    }
    out.verdict(
        origin.verdictPartition(),
        key,
        judgement(origin, sequence, 1, action, replacement, reason, timeMicros));
  }

  /** A message needs no verdict. */
  void skip(MessageOrigin origin, long sequence) {
    Run run = of(origin);
    if (run != null && run.count > 0 && run.first + run.count == sequence) {
      run.count++;
      if (run.count == LONGEST) {
        send(run);
      }
    }
  }

  /** No more messages are at hand: sends off every run. */
  void flush() {
    for (int i = 0; i < open.size(); i++) {
      Run run = open.get(i);
      if (run.count > 0) {
        send(run);
      }
      run.origin = null;
      spare.add(run);
    }
    open.clear();
    byOrigin.clear();
  }

  private Run of(MessageOrigin origin) {
    if (last.origin == origin) {
      return last;
    }
    Run run = byOrigin.get(origin);
    if (run != null) {
      last = run;
    }
    return run;
  }

  private Run begin(MessageOrigin origin) {
    Run run = spare.isEmpty() ? new Run() : spare.remove(spare.size() - 1);
    run.origin = origin;
    run.count = 0;
    open.add(run);
    byOrigin.put(origin, run);
    last = run;
    return run;
  }

  private void send(Run run) {
    MessageOrigin origin = run.origin;
    out.verdict(
        origin.verdictPartition(),
        run.key,
        judgement(
            origin, run.first, run.count, Action.PASS, List.of(), run.reason, run.timeMicros));
    run.count = 0;
  }

  private static Judgement judgement(
      MessageOrigin origin,
      long sequence,
      int count,
      Action action,
      List<byte[]> replacement,
      Reason reason,
      long timeMicros) {
    return new Judgement(
        origin.session(),
        origin.epoch(),
        origin.direction(),
        sequence,
        count,
        action,
        replacement,
        reason,
        timeMicros);
  }
}
