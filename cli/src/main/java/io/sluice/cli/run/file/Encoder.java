package io.sluice.cli.run.file;

import io.sluice.bgp.BgpError;
import io.sluice.bgp.Message;
import io.sluice.mrt.PeerIdentity;
import io.sluice.mrt.StateChange;

/** Writes messages in a format. One for each thread. */
interface Encoder {
  /**
   * Appends a message.
   *
   * @return {@code null}; what is wrong with the message when it does not decode and the format
   *     cannot hold it: then nothing is appended
   */
  BgpError encode(Message message, Output out);

  /** Appends a change of a session's state, if the format has a place for it. */
  default void encode(PeerIdentity peer, StateChange change, long timeMicros, Output out) {}

  /** Appends what stands at the end. */
  default void end(Output out) {}
}
