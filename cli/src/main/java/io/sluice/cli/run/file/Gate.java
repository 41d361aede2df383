package io.sluice.cli.run.file;

import io.sluice.bgp.Message;
import io.sluice.bgp.filter.Filter;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Tells which messages a stage sees: those that its filters match, between the event that it waits
 * for and the one that it stops behind. One for each thread that judges.
 */
final class Gate implements Predicate<Message> {
  private final List<Filter> filters;
  private final Set<String> waits;
  private final Set<String> stops;
  private final Signals signals;
  private final String name;
  private boolean started;
  private boolean stopped;

  /**
   * @param name that of the stage, for the events that it begins and ends
   */
  Gate(String name, List<Filter> filters, Set<String> waits, Set<String> stops, Signals signals) {
    this.name = name;
    this.filters = filters;
    this.waits = waits;
    this.stops = stops;
    this.signals = signals;
    this.started = waits.isEmpty();
  }

  @Override
  public boolean test(Message message) {
    if (!isOpen()) {
      return false;
    }
    for (Filter filter : filters) {
      if (filter.evaluate(message) != Filter.Result.MATCH) {
        return false;
      }
    }
    return true;
  }

  private boolean isOpen() {
    if (!started && signals.hasSeen(waits)) {
      started = true;
      signals.raise(name + "/START", "");
    }
    if (!stopped && !stops.isEmpty() && signals.hasSeen(stops)) {
      stopped = true;
      signals.raise(name + "/STOP", "");
    }
    return started && !stopped;
  }
}
