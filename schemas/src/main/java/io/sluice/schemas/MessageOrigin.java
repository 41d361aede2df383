package io.sluice.schemas;

import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import java.util.Objects;

/**
 * What stays the same for all messages of one direction of one incarnation of a session, once both
 * OPENs are known.
 *
 * @param session session id, the key of its records
 * @param epoch incarnation: microseconds since 1970 when the connections were made
 * @param direction which way the messages travel
 * @param senderAddress IP address of the sender, text form; empty when unknown
 * @param senderAsn AS number of the sender; 0 when unknown
 * @param receiverAddress IP address of the receiver, text form; empty when unknown
 * @param receiverAsn AS number of the receiver; 0 when unknown
 * @param context how to decode the messages
 * @param verdictPartition the partition of the verdict topic to answer to; -1 for no answer
 */
public record MessageOrigin(
    String session,
    long epoch,
    Direction direction,
    String senderAddress,
    long senderAsn,
    String receiverAddress,
    long receiverAsn,
    DecodeContext context,
    int verdictPartition) {

  public MessageOrigin {
    Objects.requireNonNull(session, "session");
    Objects.requireNonNull(direction, "direction");
    Objects.requireNonNull(senderAddress, "senderAddress");
    Objects.requireNonNull(receiverAddress, "receiverAddress");
    Objects.requireNonNull(context, "context");
  }
}
