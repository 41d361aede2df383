package io.sluice.filters;

import io.sluice.bgp.Message;

/** Where messages go that had to wait for a stage. */
public interface Departures extends Injections {

  /** The message that a ticket was given for; valid until it is asked for another one. */
  Message message(Object ticket);

  /** A message came through; the conclusion is valid until the method returns. */
  void concluded(Object ticket, Conclusion conclusion);
}
