package io.sluice.mrt;

import io.sluice.bgp.BgpError;
import io.sluice.bgp.Message;
import java.io.Closeable;
import java.io.IOException;

/** Writes an archive. Closing finishes it. For one thread. */
public interface ArchiveWriter extends Closeable {
  /**
   * Writes a message. Peers are named by its tags {@code PEER_AS}, {@code PEER_IP}, {@code
   * LOCAL_AS}, {@code LOCAL_IP} and {@code INTERFACE}.
   *
   * @return {@code null} when it is written, or when the format has no place for it: ExaBGP's for
   *     what is no route; what is wrong with a message that was left out
   */
  BgpError message(Message message) throws IOException;

  /**
   * Writes a change of state, if the format has a place for it: MRT and BMP do.
   *
   * @param timeMicros when it happened, microseconds since 1970
   */
  void state(PeerIdentity peer, StateChange change, long timeMicros) throws IOException;

  /** Hands on what was written so far, as far as compression allows. */
  void flush() throws IOException;
}
