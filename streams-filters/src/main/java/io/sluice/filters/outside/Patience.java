package io.sluice.filters.outside;

/**
 * How long what is outside may say nothing. It fails when nothing moves for as long as the
 * deadline, and works again with the next sign of life. Deadlines are in nanoseconds of the
 * system's timer.
 */
final class Patience {
  private final OutsideOptions options;
  private final DialogueLog log;
  private final String session;
  private final long mostNanos;
  private long signNanos = System.nanoTime();
  private long questionNanos;
  private boolean failing;

  Patience(OutsideOptions options, DialogueLog log, String session) {
    this.options = options;
    this.log = log;
    this.session = session;
    this.mostNanos = options.deadline().toNanos();
  }

  boolean isFailing() {
    return failing;
  }

  /** What is outside is there anew, and gets its time. */
  void forgive() {
    failing = false;
  }

  /** From here on the time counts that it has. */
  void restart() {
    signNanos = System.nanoTime();
  }

  /** It said, or took, something. */
  void sign() {
    signNanos = System.nanoTime();
    if (failing) {
      failing = false;
      log.works(session);
    }
  }

  /** Whether nothing has moved for too long. */
  boolean isOver() {
    return System.nanoTime() - signNanos > mostNanos;
  }

  /**
   * Whether a message has been open for so long that something is to be written that is echoed;
   * once in a quarter of the deadline, in each direction.
   */
  boolean wantsEcho(Asked oldest) {
    long now = System.nanoTime();
    boolean wants =
        now - Math.max(oldest.sinceNanos, Math.max(signNanos, oldest.side.echoNanos))
            > mostNanos / 4;
    if (wants) {
      oldest.side.echoNanos = now;
    }
    return wants;
  }

  /** It is asked something. */
  void asked(Asked asked) {
    questionNanos = asked.sinceNanos;
  }

  /** Whether nothing has moved, either way, for a time. */
  boolean isQuietFor(long nanos) {
    return System.nanoTime() - Math.max(signNanos, questionNanos) > nanos;
  }

  /** Whether that is half of what it has. */
  boolean isQuietForHalf() {
    return isQuietFor(mostNanos / 2);
  }

  /** It has no room; whether it fails by now. */
  boolean takesNothing() {
    if (isOver() && options.unanswered() != Unanswered.HOLD) {
      fail("takes nothing");
    }
    return failing;
  }

  private void fail(String what) {
    if (!failing) {
      failing = true;
      log.failing(session, what, options);
    }
  }

  /** Whether the answer to an open question is not waited for any longer. */
  boolean isOverdue(Asked asked) {
    if (options.unanswered() == Unanswered.HOLD) {
      return false;
    }
    long now = System.nanoTime();
    if (now - Math.max(asked.sinceNanos, signNanos) > mostNanos) {
      fail("does not answer");
      return true;
    }
    boolean passedBy =
        asked == asked.side.firstOpen() && now - asked.side.oldestSince(now) > mostNanos;
    if (passedBy) {
      log.passedBy(session, asked.sequence, options);
    }
    return passedBy;
  }
}
