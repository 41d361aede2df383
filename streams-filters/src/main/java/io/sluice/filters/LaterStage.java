package io.sluice.filters;

import io.sluice.bgp.Message;

/**
 * A stage that asks somebody outside, and knows what it says only later. The messages behind wait
 * for those before them, in their session and direction; others go on. None of its methods blocks.
 *
 * <p>{@link #judge} shows it a message about which nothing is asked.
 */
public interface LaterStage extends Stage {

  /**
   * Whether it takes a question about a message now. When not, the message waits, and with it all
   * that follows in its session and direction.
   */
  boolean hasRoom(Message message);

  /**
   * Asks about a message.
   *
   * @return {@code null} when there is nothing to wait for: the message passes
   */
  Question ask(Message message);

  /**
   * Takes in what has come from outside since the last time.
   *
   * @param injections takes new messages, which enter behind the stage
   * @return whether anything came
   */
  boolean take(Injections injections);

  /** Whether its new messages enter behind all stages, not only behind itself. */
  boolean entersLast();

  /** Nothing is asked any more: what is outside is to say the rest. */
  void end();

  /** Whether, after {@link #end}, all has come that will. */
  boolean isEnded();
}
