package io.sluice.cli.run.live;

import io.sluice.bgp.Message;
import io.sluice.cli.StopSignal;
import io.sluice.filters.events.EventStage;
import io.sluice.proxy.SessionEventView;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * What happens in a run goes to whoever hangs on it: the log, the sources that wait for it, and the
 * run itself when it is to end with it. On any thread.
 */
final class RunEvents {
  private static final Logger LOG = LoggerFactory.getLogger(RunEvents.class);

  private final Plan plan;
  private final StopSignal stop;
  private final boolean several;
  private volatile SourceFeeds sources;

  /**
   * @param stop told when an event ends the run
   * @param several whether there may be several sessions: one that is killed does not end the
   *     others
   */
  RunEvents(Plan plan, StopSignal stop, boolean several) {
    this.plan = plan;
    this.stop = stop;
    this.several = several;
  }

  /** From now on sources are told, too. */
  void tell(SourceFeeds feeds) {
    sources = feeds;
  }

  /** All parts are up. */
  void started() {
    plan.ends().forEach(name -> happened(name + "/PREPARE", ""));
    if (plan.half().hasFilters()) {
      for (String name : plan.untimed()) {
        List.of("/PREPARE", "/READY", "/START").forEach(event -> happened(name + event, ""));
      }
    }
    happened("START", "");
  }

  /**
   * The run ends.
   *
   * @param wasUp whether all parts were up
   */
  void stopped(boolean wasUp) {
    if (wasUp && plan.half().hasFilters()) {
      plan.untimed().forEach(name -> log(name + "/STOP", "", ""));
    }
    log("STOP", "", "");
  }

  /** It happened to a session. */
  void happened(SessionEventView event) {
    sources.happened(event);
    if (plan.logged().contains(event.kind().name())) {
      about(LOG.atInfo(), event.session(), event.kind().name())
          .log("{} {} {}", event.session(), event.kind(), event.reason());
    }
    killBy(event.kind().name());
    for (String name : plan.ends()) {
      switch (event.kind()) {
        case CONNECTED -> {
          happened(name + "/READY", event.session());
          happened(name + "/START", event.session());
        }
        case DOWN -> happened(name + "/STOP", event.session());
        default -> {}
      }
    }
    if (event.kind() == SessionEventView.Kind.DOWN && isKill(event)) {
      about(LOG.atWarn(), event.session(), event.kind().name())
          .log("session killed: {}", event.reason());
      stop.stop(1);
    }
  }

  /**
   * A message told an event, or a stage began or ended with it; what stages find, the audit has.
   */
  void happened(Message message, String event) {
    SourceFeeds told = sources;
    if (told != null) {
      told.happened(event, message.session(), message.epoch());
    }
    if (event.indexOf('/') < 0 || event.endsWith("/START") || event.endsWith("/STOP")) {
      String text = " " + message.direction() + " " + message.sequence();
      // A printer tells of a message that it cannot print, with its octets.
      if (!event.equals(EventStage.PARSE) || !plan.prints()) {
        log(event, message.session(), text);
      }
      killBy(event);
    }
  }

  /** It happened in a session, or in the run when that is empty. */
  void happened(String event, String session) {
    log(event, session, "");
    killBy(event);
  }

  private void log(String event, String session, String rest) {
    if (plan.logged().contains(event)) {
      about(LOG.atInfo(), session, event).log("{} {}{}", event, session, rest);
    }
  }

  private void killBy(String event) {
    if (plan.killing().contains(event)) {
      LOG.warn("session killed by {}", event);
      stop.stop(1);
    }
  }

  private static LoggingEventBuilder about(LoggingEventBuilder line, String session, String event) {
    LoggingEventBuilder named = session.isEmpty() ? line : line.addKeyValue("session", session);
    return named.addKeyValue("event", event);
  }

  private boolean isKill(SessionEventView event) {
    return plan.half() == Half.BOTH
        && !several
        && event.cause().equals("verdict")
        && plan.killing().stream().anyMatch(name -> event.reason().contains(name));
  }
}
