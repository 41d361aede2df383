package io.sluice.proxy.publish;

import io.sluice.bgp.Direction;
import java.nio.ByteBuffer;

/**
 * Says that messages which may stand on disk already, as held for their verdicts, were forwarded
 * without: they are to be published as bypassed.
 *
 * @param stream the stream of their records
 * @param epoch incarnation of their session
 * @param direction which way they travel
 * @param first sequence number of the first
 * @param last sequence number of the last
 */
record BypassNote(RecordStream stream, long epoch, Direction direction, long first, long last)
    implements Offer {
  /** Octets of a note in the spool. */
  static final int LENGTH = 3 * Long.BYTES;

  byte[] encode() {
    return ByteBuffer.allocate(LENGTH).putLong(epoch).putLong(first).putLong(last).array();
  }
}
