package io.sluice.filters;

import io.sluice.bgp.Message;

/** A message that a {@link LaterStage} was asked about. */
public interface Question {

  /** Whether it is known by now what the stage says. */
  boolean isAnswered();

  /**
   * Says it; once, after {@link #isAnswered} was true.
   *
   * @param message the message that was asked about, valid until the method returns
   */
  void answer(Message message, Ruling ruling);
}
