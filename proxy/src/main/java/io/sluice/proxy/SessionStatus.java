package io.sluice.proxy;

import java.net.InetSocketAddress;

/**
 * A session as it stands.
 *
 * @param id its id
 * @param state where it stands
 * @param epoch its incarnation, microseconds since 1970; 0 when neither end is connected
 * @param left the left end
 * @param right the right end
 */
public record SessionStatus(String id, SessionState state, long epoch, End left, End right) {

  /**
   * One end, and what came from it in this incarnation.
   *
   * @param listening where the proxy listens for it; {@code null} when it is dialled
   * @param remote its address and port; {@code null} while it is not connected
   * @param connections how many it had since the session was set up
   * @param asn its AS number; 0 before its OPEN
   * @param messages messages received from it
   * @param bytes octets of those
   * @param heldMessages of those, how many wait for a verdict or for the other end
   * @param heldBytes octets of the records of these
   * @param bypassing whether what it sends is forwarded unjudged just now
   */
  public record End(
      InetSocketAddress listening,
      InetSocketAddress remote,
      long connections,
      long asn,
      long messages,
      long bytes,
      int heldMessages,
      long heldBytes,
      boolean bypassing) {}
}
