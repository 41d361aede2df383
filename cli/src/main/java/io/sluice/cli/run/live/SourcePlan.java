package io.sluice.cli.run.live;

import io.sluice.bgp.Direction;
import io.sluice.cli.OperatorException;
import io.sluice.cli.RunOptions;
import io.sluice.cli.pipeline.SourceOptions;
import io.sluice.cli.pipeline.WrittenPipeline;
import io.sluice.cli.pipeline.WrittenStage;
import io.sluice.cli.run.Judges;
import io.sluice.cli.run.file.Source;
import io.sluice.filters.events.EventStage;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A source of new messages beside the ends of a session.
 *
 * @param session id of the session
 * @param source what it gives
 * @param waits events of which one has to happen, once the session is up, before it begins; none to
 *     begin at once
 * @param stops events that end it
 */
record SourcePlan(String session, Source source, Set<String> waits, Set<String> stops) {
  /** Have all happened when a session is up. */
  private static final Set<String> BEFORE = Set.of("OPEN", "ALIVE", "ESTABLISHED");

  /** What judges look for when it is asked for. */
  private static final Set<String> OF_MESSAGES =
      Set.of(EventStage.PARSE, "UPDATE", "EOR_AF", "EOR");

  /** The sources of a session. */
  static List<SourcePlan> of(WrittenSession session, Schedule schedule, RunOptions run) {
    WrittenPipeline written = session.pipeline();
    return written.sources().stream()
        .map(
            stage ->
                new SourcePlan(
                    session.id(),
                    source(written, stage, run),
                    waits(stage, schedule),
                    schedule.stops(stage)))
        .toList();
  }

  private static Source source(WrittenPipeline written, WrittenStage stage, RunOptions run) {
    SourceOptions options = (SourceOptions) stage.options();
    Map<Direction, Integer> behind = new EnumMap<>(Direction.class);
    for (Direction direction : Direction.values()) {
      behind.put(direction, written.behind(stage, direction));
    }
    return Source.ofSession(
        stage.name(),
        options,
        stage.directions(),
        behind,
        Judges.filters(stage, options.outputFilters(), run.reading().filters()),
        run.context());
  }

  private static Set<String> waits(WrittenStage stage, Schedule schedule) {
    Set<String> waits = schedule.waits(stage);
    return waits.stream().anyMatch(BEFORE::contains) ? Set.of() : waits;
  }

  /** Whether judges have to look for what it waits for, or stops behind. */
  static boolean looks(WrittenStage stage, Schedule schedule) {
    Set<String> all = new LinkedHashSet<>(waits(stage, schedule));
    all.addAll(schedule.stops(stage));
    return all.stream().anyMatch(OF_MESSAGES::contains);
  }

  /**
   * Looks whether its events can come to be known in a process that runs the ends alone.
   *
   * @param own names of the sources, whose beginning and end it knows
   * @throws OperatorException if one cannot
   */
  void checkWithoutJudges(Set<String> own) {
    Set<String> all = new LinkedHashSet<>(waits);
    all.addAll(stops);
    for (String event : all) {
      int slash = event.indexOf('/');
      if (!BEFORE.contains(event) && (slash < 0 || !own.contains(event.substring(0, slash)))) {
        throw new OperatorException(
            source.name()
                + " waits for, or stops behind, "
                + event
                + ": judges find that, and they run elsewhere; ESTABLISHED is known here");
      }
    }
  }
}
