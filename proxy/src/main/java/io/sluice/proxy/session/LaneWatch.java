package io.sluice.proxy.session;

import io.sluice.proxy.FailureMode;
import io.sluice.proxy.SessionEventView;
import io.sluice.proxy.VerdictPolicy;
import io.sluice.proxy.verdict.Presence;
import java.util.concurrent.TimeUnit;

/**
 * Watches the verdict deadline of a lane, and does what its policy says.
 *
 * <pre>
 *   JUDGED ──deadline, hold──► HOLDING ──a verdict──► JUDGED
 *      │ ──deadline, pass──► BYPASSING ──a verdict in time──► JUDGED
 *      └ ──deadline, close──► the session ends
 * </pre>
 */
final class LaneWatch {
  private static final long ASK_AGAIN = TimeUnit.SECONDS.toNanos(1);

  private final Pair pair;
  private final Lane lane;
  private final VerdictPolicy policy;
  private final long deadline;
  private final Overdue overdue;
  private boolean asked;
  private long askAgainAt;
  private boolean holding;

  LaneWatch(Pair pair, Lane lane, VerdictPolicy policy) {
    this.pair = pair;
    this.lane = lane;
    this.policy = policy;
    this.deadline = policy.deadline().toNanos();
    this.overdue = new Overdue(deadline);
  }

  void tick(long now) {
    lane.flushRuns();
    lane.gate().shrink();
    lane.resume();
    if (lane.gate().bypassing()) {
      overdue.sample(lane.gate().next(), now);
    } else if (late(now) && !asked && now - askAgainAt >= 0) {
      asked = true;
      pair.services().judge().ask(p -> pair.loop().execute(() -> passed(p)));
    }
  }

  private boolean late(long now) {
    return lane.gate().waiting() && now - lane.gate().waitingSince() >= deadline;
  }

  /** The deadline has passed, and it is known whether anybody could have answered. */
  private void passed(Presence presence) {
    long now = pair.clock().nanos();
    asked = false;
    askAgainAt = now + ASK_AGAIN;
    if (pair.state() == null || lane.gate().bypassing() || !late(now)) {
      return;
    }
    FailureMode mode = presence == Presence.PRESENT ? policy.whenSlow() : policy.whenAbsent();
    String words = "no verdict within " + policy.deadline().toMillis() + " ms: " + presence.words();
    EndCause cause = EndCause.of(presence);
    if (!holding) {
      pair.services().meters().overdue(mode, presence);
    }
    switch (mode) {
      case CLOSE -> pair.end(End.cease(cause, words));
      case HOLD -> {
        if (!holding) {
          holding = true;
          String id = pair.sessionId();
          Session.log
              .atWarn()
              .addKeyValue("session", id)
              .log("{}: {}; messages are held", id, words);
        }
      }
      case PASS -> {
        overdue.begin(lane.gate().next(), now);
        lane.bypass(cause);
        pair.tell(SessionEventView.Kind.BYPASSING, cause.label(), words);
        pair.drain(now);
      }
    }
  }

  /** A verdict came for these messages. */
  void answered(long first, int count, long now) {
    if (holding && !late(now)) {
      holding = false;
      String id = pair.sessionId();
      Session.log.atInfo().addKeyValue("session", id).log("{}: verdicts are back", id);
    }
    if (!lane.gate().bypassing()) {
      return;
    }
    long last = first + count - 1;
    boolean caughtUp = last < lane.gate().next() && last >= lane.lastGated();
    if (caughtUp || last < lane.gate().next() && overdue.young(last, now)) {
      lane.judge();
      pair.tell(SessionEventView.Kind.JUDGED, "verdicts", "verdicts come in time again");
    }
  }
}
