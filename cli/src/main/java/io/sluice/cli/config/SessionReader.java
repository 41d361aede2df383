package io.sluice.cli.config;

import io.sluice.cli.GoDuration;
import io.sluice.cli.OperatorException;
import io.sluice.cli.pipeline.HostPort;
import io.sluice.cli.pipeline.ListenOptions;
import io.sluice.cli.pipeline.WrittenPipeline;
import io.sluice.cli.pipeline.WrittenStage;
import io.sluice.cli.run.live.WrittenSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts sessions together of their ends and the stages between. */
final class SessionReader {
  private final StageReader stages;
  private final Findings findings;
  private final Map<String, Setting> listening = new HashMap<>();

  SessionReader(StageReader stages, Findings findings) {
    this.stages = stages;
    this.findings = findings;
  }

  /**
   * The sessions that are right.
   *
   * @param all settings of each
   * @param judges the stages between the ends
   * @param stdout whether all that leaves is printed
   */
  List<WrittenSession> read(
      Map<String, Map<String, Setting>> all, List<WrittenStage> judges, boolean stdout) {
    List<WrittenSession> sessions = new ArrayList<>();
    all.forEach(
        (name, own) -> {
          WrittenSession session = session(name, own, judges, stdout);
          if (session != null) {
            sessions.add(session);
          }
        });
    return sessions;
  }

  private WrittenSession session(
      String name, Map<String, Setting> own, List<WrittenStage> judges, boolean stdout) {
    String proxy = value(own.get("proxy"));
    WrittenStage left = end(own.get("left"), 1, proxy);
    WrittenStage right = end(own.get("right"), judges.size() + 2, proxy);
    if (left == null || right == null) {
      return null;
    }
    List<WrittenStage> whole = new ArrayList<>();
    whole.add(left);
    whole.addAll(judges);
    whole.add(right);
    try {
      String deadline = value(own.get("deadline"));
      return new WrittenSession(
          name,
          proxy,
          new WrittenPipeline(whole, stdout),
          deadline == null ? null : GoDuration.parse(deadline),
          value(own.get("fail")),
          value(own.get("fail-absent")));
    } catch (OperatorException e) {
      findings.error(own.get("left").first(), Keys.SESSIONS + "." + name + ": " + e.getMessage());
    } catch (IllegalArgumentException e) {
      // A duration that is none: found where it stands.
    }
    return null;
  }

  private WrittenStage end(Setting setting, int number, String proxy) {
    WrittenStage stage = setting == null ? null : stages.end(setting, number);
    if (stage != null && stage.options() instanceof ListenOptions listen) {
      alone(setting, listen, proxy);
    }
    return stage;
  }

  /** At one proxy, only the peer can tell which session a connection is for. */
  private void alone(Setting setting, ListenOptions listen, String proxy) {
    HostPort local = listen.local();
    if (local.port() == 0) {
      return;
    }
    String where = local.withPort(HostPort.BGP) + listen.path();
    Setting other = listening.putIfAbsent(where + " " + listen.peer() + " " + proxy, setting);
    if (other != null) {
      findings.error(
          setting.first(),
          setting.path()
              + ": "
              + other.path()
              + " in line "
              + other.first().line()
              + " listens at "
              + where
              + " too, for "
              + (listen.peer() == null ? "any peer" : "the same peer")
              + "; tell them apart by "
              + (listen.path().isEmpty() ? "--peer or by address" : "their paths"));
    }
  }

  private static String value(Setting setting) {
    return setting == null ? null : setting.first().value();
  }
}
