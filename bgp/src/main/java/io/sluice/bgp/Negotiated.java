package io.sluice.bgp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What two OPENs make of a session.
 *
 * @param holdTime seconds, the smaller of the two; 0 for no hold timer (RFC 4271 4.2)
 * @param extendedMessage whether messages may exceed 4096 octets (RFC 8654)
 * @param toRight how to decode what the left end sends
 * @param toLeft how to decode what the right end sends
 */
public record Negotiated(
    int holdTime, boolean extendedMessage, DecodeContext toRight, DecodeContext toLeft) {

  private static final int RECEIVE = 1;
  private static final int SEND = 2;

  /** What these two OPENs, of the left and of the right end, make of the session. */
  public static Negotiated of(Open left, Open right) {
    boolean as4 = left.has(CapabilityCode.FOUR_OCTET_AS) && right.has(CapabilityCode.FOUR_OCTET_AS);
    Set<AddressFamily> extendedNextHop = new TreeSet<>(left.extendedNextHop());
    extendedNextHop.retainAll(right.extendedNextHop());
    return new Negotiated(
        Math.min(left.holdTime(), right.holdTime()),
        left.has(CapabilityCode.EXTENDED_MESSAGE) && right.has(CapabilityCode.EXTENDED_MESSAGE),
        DecodeContext.of(as4, addPath(left, right), extendedNextHop),
        DecodeContext.of(as4, addPath(right, left), extendedNextHop));
  }

  private static List<AddressFamily> addPath(Open sender, Open receiver) {
    List<AddressFamily> families = new ArrayList<>();
    Map<AddressFamily, Integer> takes = receiver.addPath();
    sender
        .addPath()
        .forEach(
            (family, mode) -> {
              if ((mode & SEND) != 0 && (takes.getOrDefault(family, 0) & RECEIVE) != 0) {
                families.add(family);
              }
            });
    return families;
  }

  /** How to decode what travels in a direction. */
  public DecodeContext context(Direction direction) {
    return direction == Direction.R ? toRight : toLeft;
  }
}
