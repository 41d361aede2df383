package io.sluice.cli.run;

import io.sluice.bgp.Message;
import io.sluice.cli.pipeline.WrittenStage;
import io.sluice.filters.events.EventHistory;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The events that the judges of a session look for, and what hangs on them.
 *
 * @param history what happened in each session
 * @param looks whether any event of messages is of interest
 * @param windows tells for a stage which messages find it at work; {@code null} for all
 * @param printsBehindEor whether -o prints from the End-of-RIB on
 */
public record Watch(
    EventHistory history,
    boolean looks,
    Function<WrittenStage, Predicate<Message>> windows,
    boolean printsBehindEor) {
  private static final Set<String> EOR = Set.of("EOR");

  /** Whether a message finds -o at work. */
  boolean prints(Message message) {
    return history.mayHaveSeen(message, EOR);
  }
}
