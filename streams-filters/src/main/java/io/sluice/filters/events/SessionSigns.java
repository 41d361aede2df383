package io.sluice.filters.events;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Header;
import io.sluice.bgp.Message;
import io.sluice.bgp.MessageType;
import io.sluice.bgp.Open;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The events that the messages of a session tell, by bgpipe's names. Not thread safe.
 *
 * <table>
 *   <caption>Events</caption>
 *   <tr><td>OPEN</td><td>an OPEN</td></tr>
 *   <tr><td>ALIVE, UPDATE</td><td>the first KEEPALIVE or UPDATE of a second, in a direction</td></tr>
 *   <tr><td>ESTABLISHED</td><td>an OPEN and a KEEPALIVE came in either direction</td></tr>
 *   <tr><td>EOR_AF</td><td>an End-of-RIB (RFC 4724) of a family, in a direction</td></tr>
 *   <tr><td>EOR</td><td>those of all families that both OPENs name; without OPENs, of one</td></tr>
 * </table>
 */
public final class SessionSigns {
  /** Names of the events. */
  public static final List<String> NAMES =
      List.of("OPEN", "ALIVE", "UPDATE", "ESTABLISHED", "EOR_AF", "EOR");

  /** An End-of-RIB is shorter: attribute 15 with a family and nothing else. */
  private static final int EOR_BELOW = 32;

  private static final long SECOND = 1_000_000;

  /** What came in one direction. */
  private static final class Side {
    private Open open;
    private boolean alive;
    private boolean complete;
    private long aliveSecond = Long.MIN_VALUE;
    private long updateSecond = Long.MIN_VALUE;
    private final Set<Integer> ended = new HashSet<>();
  }

  private final Side right = new Side();
  private final Side left = new Side();
  private boolean established;

  /**
   * Looks at a message.
   *
   * @param to told of each event
   */
  public void see(Message message, Consumer<String> to) {
    Side side = message.direction() == Direction.R ? right : left;
    int type = message.typeCode();
    if (type == MessageType.UPDATE.code()) {
      update(side, message, to);
    } else if (type == MessageType.KEEPALIVE.code()) {
      side.alive = true;
      long second = Math.floorDiv(message.timeMicros(), SECOND);
      if (second > side.aliveSecond) {
        side.aliveSecond = second;
        to.accept("ALIVE");
      }
      establish(to);
    } else if (type == MessageType.OPEN.code()
        && message.length() >= Header.minLength(MessageType.OPEN.code())) {
      side.open = Open.parse(message.toByteArray());
      to.accept("OPEN");
      establish(to);
    }
  }

  private void update(Side side, Message message, Consumer<String> to) {
    long second = Math.floorDiv(message.timeMicros(), SECOND);
    if (second > side.updateSecond) {
      side.updateSecond = second;
      to.accept("UPDATE");
    }
    if (message.length() >= EOR_BELOW) {
      return;
    }
    int family = message.update().endOfRib();
    if (family < 0 || !side.ended.add(family)) {
      return;
    }
    to.accept("EOR_AF");
    if (!side.complete && side.ended.size() >= families()) {
      side.complete = true;
      to.accept("EOR");
    }
  }

  private void establish(Consumer<String> to) {
    if (!established && right.open != null && left.open != null && right.alive && left.alive) {
      established = true;
      to.accept("ESTABLISHED");
    }
  }

  private int families() {
    if (right.open == null || left.open == null) {
      return 1;
    }
    Set<AddressFamily> both = new HashSet<>(right.open.families());
    both.retainAll(left.open.families());
    return Math.max(1, both.size());
  }
}
