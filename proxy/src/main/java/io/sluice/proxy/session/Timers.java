package io.sluice.proxy.session;

import io.sluice.bgp.Direction;
import io.sluice.bgp.Notification;
import io.sluice.proxy.Limits;
import io.sluice.proxy.SessionState;

/**
 * The timers of a session: time to connect and to get established, hold time of each end (RFC 4271
 * 4.4), send hold time (RFC 9687), keepalives of the proxy's own.
 */
final class Timers {
  private Timers() {}

  /**
   * Looks at all of them.
   *
   * @param beganAt when the first connection was made
   */
  static void check(Pair pair, long beganAt, long now) {
    Limits limits = pair.services().limits();
    boolean established = pair.state() == SessionState.ESTABLISHED;
    if (!established && now - beganAt > limits.openTimeout().toNanos()) {
      late(pair);
      return;
    }
    for (Direction sends : Direction.values()) {
      Leg leg = pair.leg(sends);
      if (leg != null && pair.state() == SessionState.ESTABLISHED) {
        leg(pair, sends, leg, limits, now);
      }
    }
  }

  private static void late(Pair pair) {
    if (pair.state() == SessionState.PAIRING) {
      pair.end(End.cease(EndCause.NO_COUNTERPART, ""));
      return;
    }
    for (Direction sends : Direction.values()) {
      if (pair.leg(sends).state() == LegState.OPEN_AWAITED) {
        // RFC 4271 8.2.2: the hold timer of the state OpenSent.
        byte[] notification = Leg.holdTimerExpired();
        String who = Addresses.text(pair.leg(sends).remote()) + " sent no OPEN";
        pair.end(End.fault(EndCause.NOT_ESTABLISHED, sends, notification, who));
        return;
      }
    }
    pair.end(End.cease(EndCause.NOT_ESTABLISHED, ""));
  }

  private static void leg(Pair pair, Direction sends, Leg leg, Limits limits, long now) {
    long hold = leg.holdNanos();
    long sendHold = Math.max(limits.sendHoldTime().toNanos(), 2 * hold);
    String who = Addresses.text(leg.remote());
    if (leg.outbox().stuckNanos(now) > sendHold) {
      byte[] notification = Notification.encode(Notification.SEND_HOLD_TIMER_EXPIRED, 0);
      pair.end(End.fault(EndCause.SEND_HOLD_TIMER, sends, notification, who));
      return;
    }
    if (hold == 0) {
      return;
    }
    if (leg.reading() && now - leg.lastRead() > hold) {
      byte[] notification = Leg.holdTimerExpired();
      pair.end(End.fault(EndCause.HOLD_TIMER, sends, notification, "nothing came from " + who));
      return;
    }
    // The other end's keepalives pass a gate that holds; but not when it is not read, or silent.
    Lane towards = pair.lane(sends.opposite());
    boolean held = towards.gate().held() > 0 || !towards.source().reading();
    if (held && leg.outbox().pending() == 0 && now - leg.outbox().lastWritten() >= hold / 3) {
      leg.keepalive(now);
      pair.services().meters().keepalive();
    }
  }
}
