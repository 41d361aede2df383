package io.sluice.filters.events;

import io.sluice.bgp.Message;
import io.sluice.filters.RouteCheck;
import io.sluice.filters.Ruling;
import io.sluice.filters.Stage;

/** Looks for the events that messages tell. Stands in front of all other stages. */
public final class EventStage implements Stage {
  /** An UPDATE whose fields or routes cannot be told apart. */
  public static final String PARSE = "PARSE";

  private final EventHistory history;
  private final RouteCheck check = new RouteCheck();

  /**
   * @param history shared by all stages of this kind of a process
   */
  public EventStage(EventHistory history) {
    this.history = history;
  }

  @Override
  public boolean decides() {
    return false;
  }

  @Override
  public void judge(Message message, Ruling ruling) {
    history.see(message);
    if (message.isUpdate() && check.check(message.update()) != null) {
      history.raised(message, PARSE);
    }
  }
}
