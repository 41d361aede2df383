package io.sluice.cli.run.live;

import io.sluice.proxy.Proxy;
import io.sluice.proxy.SessionEventView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The sources of new messages of all sessions of a proxy, each with a thread of its own. */
final class SourceFeeds implements AutoCloseable {

  /** Told of the beginning and the end of a source. */
  interface Events {
    /** It happened in a session. */
    void happened(String event, String session);
  }

  private record Running(SourcePlan plan, SourceFeed feed, Thread thread) {}

  private final List<Running> all = new ArrayList<>();

  /**
   * Starts them; each begins when its session is up.
   *
   * @param cluster settings with which a client finds topics to be read
   */
  SourceFeeds(List<SourcePlan> plans, Proxy proxy, Map<String, Object> cluster, Events events) {
    for (SourcePlan plan : plans) {
      SourceFeed feed =
          new SourceFeed(
              plan,
              proxy,
              cluster,
              (event, incarnation) -> {
                happened(event, plan.session(), incarnation);
                events.happened(event, plan.session());
              });
      Thread thread = new Thread(feed, "sluice-source " + plan.source().name());
      thread.setDaemon(true);
      all.add(new Running(plan, feed, thread));
    }
  }

  void start() {
    all.forEach(running -> running.thread().start());
  }

  /** Something happened to a session; on any thread. */
  void happened(SessionEventView event) {
    for (Running running : all) {
      if (running.plan().session().equals(event.session())) {
        switch (event.kind()) {
          case ESTABLISHED -> running.feed().up(event.epoch());
          case DOWN -> running.feed().down(event.epoch());
          default -> {}
        }
      }
    }
  }

  /** Something happened in an incarnation of a session; on any thread. */
  void happened(String event, String session, long incarnation) {
    for (Running running : all) {
      if (running.plan().session().equals(session)) {
        running.feed().happened(event, incarnation);
      }
    }
  }

  /** What is to be told by the exit status: 1 a source broke off, 3 something was lost; else 0. */
  int status() {
    return all.stream()
        .mapToInt(running -> running.feed().status())
        .filter(status -> status > 0)
        .min()
        .orElse(0);
  }

  @Override
  public void close() {
    for (Running running : all) {
      running.feed().stop();
      running.thread().interrupt();
    }
  }
}
