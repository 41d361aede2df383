package io.sluice.cli.run.live;

import io.sluice.cli.OperatorException;
import io.sluice.cli.UsageException;
import io.sluice.cli.log.Logging;
import io.sluice.proxy.Proxy;
import io.sluice.proxy.SessionConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads again what is to be run, and makes the sessions what it says: new ones come, ones that are
 * gone end, changed ones end and come back, and the others are not touched. What is wrong with it
 * changes nothing. One at a time, in the order in which they are asked for.
 */
final class Reload {
  private static final Logger LOG = LoggerFactory.getLogger(Reload.class);

  private final Supplier<Plan> again;
  private final Proxy proxy;
  private final Map<String, String> fixed;
  private final Map<String, SessionConfig> sessions = new LinkedHashMap<>();

  /**
   * @param running what runs
   * @param again reads what is to be run
   * @param proxy has the sessions; {@code null} where none run
   */
  Reload(Plan running, Supplier<Plan> again, Proxy proxy) {
    this.again = again;
    this.proxy = proxy;
    this.fixed = running.fixed();
    running.sessions().forEach(session -> sessions.put(session.id(), session));
  }

  /**
   * What came of it.
   *
   * @param error why nothing was changed; empty when all went well
   * @param added sessions that came
   * @param changed sessions that ended and came back
   * @param removed sessions that ended
   * @param failed sessions that could not come, with the reason
   * @param restart keys whose change takes a restart
   */
  record Result(
      String error,
      List<String> added,
      List<String> changed,
      List<String> removed,
      Map<String, String> failed,
      List<String> restart) {}

  /** Does it. */
  synchronized Result run() {
    Plan next;
    try {
      next = again.get();
    } catch (OperatorException | UsageException e) {
      LOG.error("reload: nothing is changed: {}", e.getMessage());
      return new Result(e.getMessage(), List.of(), List.of(), List.of(), Map.of(), List.of());
    }
    Logging.level(next.options().log().level());
    Result result =
        new Result(
            "",
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new LinkedHashMap<>(),
            restart(next.fixed()));
    if (proxy != null) {
      Whereabouts.log(proxy, apply(next, result), null);
    }
    tell(result);
    return result;
  }

  /** Makes the sessions so; returns those that came. */
  private List<SessionConfig> apply(Plan next, Result result) {
    List<SessionConfig> came = new ArrayList<>();
    Map<String, SessionConfig> wanted = new LinkedHashMap<>();
    next.sessions().forEach(session -> wanted.put(session.id(), session));
    // What goes makes room for what comes: it may have the same address.
    for (String id : List.copyOf(sessions.keySet())) {
      if (!wanted.containsKey(id)) {
        proxy.remove(id);
        sessions.remove(id);
        result.removed().add(id);
      }
    }
    wanted.forEach(
        (id, session) -> {
          SessionConfig now = sessions.get(id);
          if (session.equals(now)) {
            return;
          }
          try {
            if (now == null) {
              proxy.add(session);
              result.added().add(id);
            } else {
              proxy.replace(session);
              result.changed().add(id);
            }
            sessions.put(id, session);
            came.add(session);
          } catch (RuntimeException e) {
            failed(id, e, result);
          }
        });
    return came;
  }

  private void failed(String id, RuntimeException why, Result result) {
    boolean gone = proxy.sessions().stream().noneMatch(status -> status.id().equals(id));
    if (gone) {
      sessions.remove(id);
    }
    result.failed().put(id, why.getMessage() + (gone ? "" : "; it runs as it did before"));
  }

  private List<String> restart(Map<String, String> next) {
    TreeSet<String> keys = new TreeSet<>(fixed.keySet());
    keys.addAll(next.keySet());
    keys.removeIf(key -> Objects.equals(fixed.get(key), next.get(key)));
    return List.copyOf(keys);
  }

  private void tell(Result result) {
    result
        .failed()
        .forEach(
            (id, why) ->
                LOG.atError().addKeyValue("session", id).log("reload: session {}: {}", id, why));
    if (!result.restart().isEmpty()) {
      LOG.warn(
          "reload: these changes take effect with a restart: {}",
          String.join(", ", result.restart()));
    }
    LOG.info(
        "reload: sessions added {}, changed {}, removed {}, others are untouched",
        result.added(),
        result.changed(),
        result.removed());
  }
}
