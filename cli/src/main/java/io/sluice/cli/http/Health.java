package io.sluice.cli.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.filters.Judge;
import io.sluice.proxy.SessionState;
import io.sluice.proxy.SessionStatus;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * How a process stands at a moment, for those who start and replace it. Whoever reaches the port
 * may ask: it names no session.
 *
 * @param started whether all its parts were started, and none is being stopped
 * @param kafka whether Kafka answers
 * @param judge where its judge stands; null when it has none, or none yet
 * @param sessions the sessions of its proxy
 */
public record Health(
    boolean started, boolean kafka, Judge.State judge, List<SessionStatus> sessions) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int YES = 200;
  private static final int NO = 503;

  /** Whether it can do its work: Kafka answers, its judge judges, its proxy takes sessions. */
  public boolean isReady() {
    return started && kafka && (judge == null || judge == Judge.State.RUNNING);
  }

  /** Whether it does its work: it is ready, and all its sessions are established. */
  public boolean isUp() {
    return isReady() && established() == sessions.size();
  }

  private long established() {
    return sessions.stream().filter(s -> s.state() == SessionState.ESTABLISHED).count();
  }

  private ObjectNode json() {
    ObjectNode all = JSON.createObjectNode().put("up", isUp()).put("ready", isReady());
    all.put("kafka", kafka);
    if (judge != null) {
      all.put("judge", judge.name().toLowerCase(Locale.ROOT));
    }
    return all.put("sessions", sessions.size()).put("established", established());
  }

  /**
   * {@code GET /health/live}, {@code /health/ready} and {@code /health}: status 200 for yes, 503
   * for no, and the same body.
   *
   * @param now how the process stands when it is asked
   */
  public static List<Route> routes(Supplier<Health> now) {
    return List.of(
        route(
            "/health",
            "whether all is well: ready, and all sessions established",
            now,
            Health::isUp),
        route(
            "/health/ready",
            "whether it can work: Kafka answers, the judge judges",
            now,
            Health::isReady),
        route("/health/live", "whether it answers", now, health -> true));
  }

  private static Route route(
      String path, String question, Supplier<Health> now, Predicate<Health> good) {
    return Route.get(
        path,
        question,
        Access.OPEN,
        request -> {
          Health health = now.get();
          return Answer.json(good.test(health) ? YES : NO, health.json());
        });
  }
}
