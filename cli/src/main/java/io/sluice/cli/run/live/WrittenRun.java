package io.sluice.cli.run.live;

import io.sluice.cli.RunOptions;
import io.sluice.cli.pipeline.WrittenPipeline;
import io.sluice.cli.pipeline.WrittenStage;
import java.util.List;
import java.util.Map;

/**
 * What a command line or a file says is to be run.
 *
 * @param judges the stages between the ends, the same for all sessions
 * @param sessions the sessions
 * @param fixed settings that hold until a restart, by the name of each
 */
public record WrittenRun(
    List<WrittenStage> judges, List<WrittenSession> sessions, Map<String, String> fixed) {

  public WrittenRun {
    judges = List.copyOf(judges);
    sessions = List.copyOf(sessions);
    fixed = Map.copyOf(fixed);
  }

  /** The one session of a command line. */
  public static WrittenRun of(WrittenPipeline pipeline, RunOptions options) {
    String id = options.session() == null ? pipeline.session() : options.session();
    return new WrittenRun(
        pipeline.judges(), List.of(new WrittenSession(id, pipeline, null, null, null)), Map.of());
  }

  /** Words for events that --stop of an end names: they close the session. */
  List<String> stops() {
    return sessions.stream().flatMap(s -> s.pipeline().stops().stream()).distinct().toList();
  }

  /** Names of all events that the stages can raise. */
  public List<String> events() {
    return judges.stream().flatMap(s -> s.events().stream()).distinct().toList();
  }
}
