package io.sluice.cli.run.file;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events of a run: those that the operator asked for are logged, some end the run, and others
 * begin or end a stage's part in it. Safe to use from several threads.
 */
final class Signals {
  private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

  private final Set<String> logged;
  private final Set<String> killing;
  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  Signals(Set<String> logged, Set<String> killing) {
    this.logged = Set.copyOf(logged);
    this.killing = Set.copyOf(killing);
  }

  /** Whether anybody wants to know of an event. */
  boolean isWanted(String event) {
    return logged.contains(event) || killing.contains(event);
  }

  /**
   * Something happened.
   *
   * @param text what and where, for the log
   * @return whether the run ends here
   */
  boolean raise(String event, String text) {
    seen.add(event);
    boolean kills = killing.contains(event);
    if (kills || logged.contains(event)) {
      LOG.info("{} {}", event, text);
    }
    if (kills) {
      LOG.warn("killed by {}", event);
    }
    return kills;
  }

  /** Whether one of these happened; false for none. */
  boolean hasSeen(Collection<String> events) {
    for (String event : events) {
      if (seen.contains(event)) {
        return true;
      }
    }
    return false;
  }
}
