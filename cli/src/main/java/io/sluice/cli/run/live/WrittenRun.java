package io.sluice.cli.run.live;

import io.sluice.cli.RunOptions;
import io.sluice.cli.pipeline.EndOptions;
import io.sluice.cli.pipeline.EventNames;
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
 * @param alone whether there is one session, and never another
 */
public record WrittenRun(
    List<WrittenStage> judges,
    List<WrittenSession> sessions,
    Map<String, String> fixed,
    boolean alone) {

  public WrittenRun {
    judges = List.copyOf(judges);
    sessions = List.copyOf(sessions);
    fixed = Map.copyOf(fixed);
  }

  /** The one session of a command line. */
  public static WrittenRun of(WrittenPipeline pipeline, RunOptions options) {
    String id = options.session() == null ? pipeline.session() : options.session();
    return new WrittenRun(
        pipeline.judges(),
        List.of(new WrittenSession(id, null, pipeline, null, null, null)),
        Map.of(),
        true);
  }

  /** The same with those sessions alone that a proxy of this name has. */
  WrittenRun of(String proxy) {
    return new WrittenRun(
        judges,
        sessions.stream().filter(s -> s.proxy() == null || s.proxy().equals(proxy)).toList(),
        fixed,
        alone);
  }

  /** Words for events that --stop of an end names: they close the session. */
  List<String> stops() {
    return sessions.stream().flatMap(s -> s.pipeline().stops().stream()).distinct().toList();
  }

  /** Names of the ends of a session that is alone. */
  List<String> ends() {
    return alone
        ? sessions.get(0).pipeline().stages().stream()
            .filter(stage -> stage.options() instanceof EndOptions)
            .map(WrittenStage::name)
            .distinct()
            .toList()
        : List.of();
  }

  /**
   * Names of all events.
   *
   * @param ends whether one of them may end the process
   */
  public EventNames events(boolean ends) {
    return EventNames.ofSession(
        alone ? sessions.get(0).pipeline().stages() : judges, alone && ends);
  }
}
