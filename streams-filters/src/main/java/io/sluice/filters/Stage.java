package io.sluice.filters;

import io.sluice.bgp.BgpError;
import io.sluice.bgp.Message;
import io.sluice.bgp.Notification;
import io.sluice.schemas.MessageOrigin;

/**
 * A stage of a pipeline: a plain function of a message, its context and the stage's own state. It
 * knows nothing of topics, so that a topology, a file and a what-if run call the same code. There
 * is one instance for each task, used by one thread at a time; it sees only the directions that it
 * was set up for.
 */
public interface Stage {

  /**
   * Judges a message. A stage that says nothing lets it pass.
   *
   * <p>An UPDATE comes here only if its fields, attributes and routes can be told apart. KEEPALIVE
   * and NOTIFICATION come to be seen: what is said of them is ignored.
   *
   * @param message the message; valid until the method returns
   * @param ruling takes what the stage says; at most one of its deciding methods is called
   */
  void judge(Message message, Ruling ruling);

  /**
   * Whether it decides anything. One that only looks on also sees messages that do not decode, and
   * its failures hold nothing up.
   */
  default boolean decides() {
    return true;
  }

  /**
   * What is to become of an UPDATE that comes to no stage, because its fields or routes cannot be
   * told apart; the hardest that a stage wants is done.
   */
  default BgpError.Treatment treatment(BgpError flaw) {
    return flaw.treatment();
  }

  /** Subcode of the Cease (RFC 4486) that ends a session when one of its events does. */
  default int ceaseSubcode() {
    return Notification.ADMINISTRATIVE_SHUTDOWN;
  }

  /**
   * The messages that follow, of this session and direction, have another origin than those before:
   * who sent them to whom.
   */
  default void origin(MessageOrigin origin) {}

  /** No more messages are at hand just now: hands on what is buffered. */
  default void idle() {}

  /** The stage is not used any more. */
  default void close() {}
}
