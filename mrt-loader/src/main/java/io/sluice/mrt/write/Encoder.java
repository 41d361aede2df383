package io.sluice.mrt.write;

import io.sluice.bgp.BgpError;
import io.sluice.bgp.Message;
import io.sluice.mrt.PeerIdentity;
import io.sluice.mrt.StateChange;
import java.io.IOException;
import java.io.OutputStream;

/** Writes the records of a format. Knows nothing of files. */
interface Encoder {
  /** As {@link io.sluice.mrt.ArchiveWriter#message}. */
  BgpError message(Message message, OutputStream out) throws IOException;

  /** As {@link io.sluice.mrt.ArchiveWriter#state}. */
  default void state(PeerIdentity peer, StateChange change, long timeMicros, OutputStream out)
      throws IOException {}

  /** What stands at the beginning of each file. */
  default void begin(OutputStream out) throws IOException {}

  /** What stands at its end. */
  default void end(OutputStream out) throws IOException {}
}
