package io.sluice.cli.run.live;

import io.sluice.bgp.Message;
import io.sluice.cli.OperatorException;
import io.sluice.cli.pipeline.EventNames;
import io.sluice.cli.pipeline.WrittenStage;
import io.sluice.filters.events.EventHistory;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * When the stages of a session take part in it: from an event of --wait up to one of --stop,
 * counted anew each time the session comes up. A stage that does not take part lets messages pass.
 */
final class Schedule {
  private final EventNames names;
  private final List<WrittenStage> judges;
  private final List<WrittenStage> sources;

  /**
   * @param judges the stages between the ends that see messages
   * @param sources those that give some, and begin when the session is up
   * @throws OperatorException if an event is unknown
   */
  Schedule(EventNames names, List<WrittenStage> judges, List<WrittenStage> sources) {
    this.names = names;
    this.judges = judges;
    this.sources = sources;
    judges.forEach(this::isTimed);
    sources.forEach(this::isTimed);
  }

  /** Whether some stage takes part in less than all of a session. */
  boolean isTimed() {
    return judges.stream().anyMatch(this::isTimed);
  }

  /** Whether a stage does. */
  boolean isTimed(WrittenStage stage) {
    return !waits(stage).isEmpty() || !stops(stage).isEmpty();
  }

  /**
   * Tells for a message whether a stage takes part.
   *
   * @param history what happened so far; told when the stage begins and ends
   */
  Predicate<Message> window(WrittenStage stage, EventHistory history) {
    Set<String> waits = waits(stage);
    Set<String> stops = stops(stage);
    return message -> {
      if (!waits.isEmpty()) {
        if (!history.mayHaveSeen(message, waits)) {
          return false;
        }
        history.once(message, stage.name() + "/START");
      }
      if (!stops.isEmpty() && history.hasSeen(message, stops)) {
        history.once(message, stage.name() + "/STOP");
        return false;
      }
      return true;
    };
  }

  /** What a stage waits for; empty when it begins with the session. */
  Set<String> waits(WrittenStage stage) {
    Set<String> events = names.awaited(stage.waits());
    return events.stream().anyMatch(this::isAtStart) ? Set.of() : events;
  }

  /** What a stage ends behind; behind the end of the session there is nothing to take part in. */
  Set<String> stops(WrittenStage stage) {
    Set<String> events = new LinkedHashSet<>(names.stopping(stage.stops()));
    events.remove("STOP");
    return events;
  }

  /**
   * Whether an event has happened when the first message comes: ends and other stages are there.
   */
  private boolean isAtStart(String event) {
    return event.equals("START")
        || event.matches(".+/(PREPARE|READY|START)")
            && judges.stream()
                .noneMatch(
                    stage -> event.equals(stage.name() + "/START") && !waits(stage).isEmpty())
            && sources.stream().noneMatch(stage -> event.equals(stage.name() + "/START"));
  }
}
