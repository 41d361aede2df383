package io.sluice.bgp;

import io.sluice.bgp.cap.CapabilityValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What two OPENs make of a session.
 *
 * @param left the OPEN of the left end
 * @param right the OPEN of the right end
 * @param as4 whether AS numbers have four octets (RFC 6793)
 * @param families what both offer
 * @param routeRefresh whether both take ROUTE-REFRESH (RFC 2918)
 * @param holdTime seconds, the smaller of the two; 0 for no hold timer (RFC 4271 4.2)
 * @param extendedMessage whether messages may exceed 4096 octets (RFC 8654)
 * @param toRight how to decode what the left end sends
 * @param toLeft how to decode what the right end sends
 */
public record Negotiated(
    Open left,
    Open right,
    boolean as4,
    Set<AddressFamily> families,
    boolean routeRefresh,
    int holdTime,
    boolean extendedMessage,
    DecodeContext toRight,
    DecodeContext toLeft) {

  private static final int RECEIVE = 1;
  private static final int SEND = 2;

  /** What these two OPENs, of the left and of the right end, make of the session. */
  public static Negotiated of(Open left, Open right) {
    boolean as4 =
        left.last(CapabilityValue.FourOctetAs.class) != null
            && right.last(CapabilityValue.FourOctetAs.class) != null;
    Set<AddressFamily> families = new TreeSet<>(left.families());
    families.retainAll(right.families());
    Set<AddressFamily> extendedNextHop = new TreeSet<>(left.extendedNextHop());
    extendedNextHop.retainAll(right.extendedNextHop());
    return new Negotiated(
        left,
        right,
        as4,
        Collections.unmodifiableSet(families),
        refreshes(left) && refreshes(right),
        Math.min(left.holdTime(), right.holdTime()),
        left.has(CapabilityCode.EXTENDED_MESSAGE) && right.has(CapabilityCode.EXTENDED_MESSAGE),
        DecodeContext.of(as4, addPath(left, right), extendedNextHop),
        DecodeContext.of(as4, addPath(right, left), extendedNextHop));
  }

  private static List<AddressFamily> addPath(Open sender, Open receiver) {
    List<AddressFamily> families = new ArrayList<>();
    // RFC 7911 section 4: a mode other than 1, 2 and 3 means that the family is not there.
    Map<AddressFamily, Integer> takes = receiver.addPath();
    sender
        .addPath()
        .forEach(
            (family, mode) -> {
              int taken = takes.getOrDefault(family, 0);
              boolean valid = mode <= (SEND | RECEIVE) && taken <= (SEND | RECEIVE);
              if (valid && (mode & SEND) != 0 && (taken & RECEIVE) != 0) {
                families.add(family);
              }
            });
    return families;
  }

  /** How to decode what travels in a direction. */
  public DecodeContext context(Direction direction) {
    return direction == Direction.R ? toRight : toLeft;
  }

  /** The OPEN that travelled in a direction: that of the left end for {@link Direction#R}. */
  public Open sentIn(Direction direction) {
    return direction == Direction.R ? left : right;
  }

  /** The longest UPDATE, NOTIFICATION or ROUTE-REFRESH, octets. */
  public int maxLength() {
    return extendedMessage ? Header.MAX_EXTENDED_LENGTH : Header.MAX_LENGTH;
  }

  /** Seconds between keepalives, a third of the hold time; 0 for none (RFC 4271 section 10). */
  public int keepaliveTime() {
    return holdTime == 0 ? 0 : Math.max(1, holdTime / 3);
  }

  /** The graceful restart capability of the end that sends in a direction, or {@code null}. */
  public CapabilityValue.GracefulRestart gracefulRestart(Direction sender) {
    return sentIn(sender).last(CapabilityValue.GracefulRestart.class);
  }

  /**
   * Whether the loss of the end that sends in a direction is a graceful restart to the other end:
   * both have the capability, and the lost one listed families in it (RFC 4724 section 4.2).
   */
  public boolean restartsGracefully(Direction sender) {
    CapabilityValue.GracefulRestart lost = gracefulRestart(sender);
    return lost != null && !lost.entries().isEmpty() && gracefulRestart(sender.opposite()) != null;
  }

  /** Whether both mark beginning and end of a route refresh (RFC 7313). */
  public boolean enhancedRefresh() {
    return left.has(CapabilityCode.ENHANCED_ROUTE_REFRESH)
        && right.has(CapabilityCode.ENHANCED_ROUTE_REFRESH);
  }

  private static boolean refreshes(Open open) {
    return open.has(CapabilityCode.ROUTE_REFRESH)
        || open.has(CapabilityCode.PRESTANDARD_ROUTE_REFRESH);
  }
}
