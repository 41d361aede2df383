package io.sluice.filters.outside;

import io.sluice.bgp.Header;
import io.sluice.bgp.MessageType;
import io.sluice.filters.Injection;
import io.sluice.filters.Injections;
import java.util.Arrays;

/**
 * Finds out what belongs to what of all that comes back.
 *
 * <ul>
 *   <li>What comes back as it went is compared octet by octet and never read.
 *   <li>What comes back otherwise is matched by direction and number. The first answer counts. What
 *       comes behind it with the same number, at once, leaves right behind it; later it is a new
 *       message, as is one without a number.
 *   <li>Of what was asked again, for a connection was cut, only the first answer counts.
 *   <li>Where answers come in order, a later one refuses what does not come back. Silence alone is
 *       no answer: of that the deadline decides.
 * </ul>
 */
final class Replies implements Units.Taker {
  private final OutsideOptions options;
  private final Form form;
  private final DialogueLog log;
  private final String session;
  private final long epoch;
  private final Patience patience;
  private final DialogueSide right;
  private final DialogueSide left;
  private final Wanted wanted;
  private Injections injections;
  private long turn;
  private Asked last;
  private long lastTurn;

  Replies(
      OutsideOptions options,
      Form form,
      DialogueLog log,
      String session,
      long epoch,
      Patience patience,
      DialogueSide right,
      DialogueSide left,
      Wanted wanted) {
    this.options = options;
    this.form = form;
    this.log = log;
    this.session = session;
    this.epoch = epoch;
    this.patience = patience;
    this.right = right;
    this.left = left;
    this.wanted = wanted;
  }

  /** All that comes until the next turn comes at once. */
  void nextTurn(Injections to) {
    turn++;
    injections = to;
  }

  /** Whether more may come that belongs to an answer. */
  boolean mayGoOn(Asked asked) {
    return asked == last && turn <= lastTurn;
  }

  /** Whether the oldest open question comes back as it went; its length, or 0. */
  @Override
  public int known(byte[] bytes, int at) {
    return options.filters() ? same(right, bytes, at) + same(left, bytes, at) : 0;
  }

  private int same(DialogueSide side, byte[] bytes, int at) {
    Asked first = side.firstOpen();
    if (first == null || first.chunk == null) {
      return 0;
    }
    int length = first.length();
    if (bytes.length - at < length
        || !Arrays.equals(bytes, at, at + length, first.chunk, first.from, first.to)) {
      return 0;
    }
    decided(first, Asked.State.SAME);
    return length;
  }

  @Override
  public void bad(byte[] bytes, int from, int to) {
    log.bad(session, "neither line nor message: " + Shown.of(bytes, from, to));
  }

  @Override
  public void unit(byte[] bytes, int from, int to) {
    if (options.mode() == OutsideMode.WRITE) {
      log.unwanted(session);
      return;
    }
    Reply reply = form.read(bytes, from, to, right.context, left.context).as(options);
    if (reply.error() != null) {
      log.bad(session, reply.error() + ": " + Shown.of(bytes, from, to));
    } else if (reply.message() != null) {
      place(reply, sideOf(reply));
    }
  }

  private void place(Reply reply, DialogueSide side) {
    if (options.filters() && !form.isNumbered()) {
      answer(side.firstOpen(), reply, side);
    } else if (options.filters() && reply.sequence() > 0 && !isJudged(reply)) {
      echoed(side, reply.sequence());
    } else if (reply.sequence() == 0 || options.mode() == OutsideMode.READ) {
      // What is only read answers nothing: its numbers are those of where it comes from.
      inject(side, reply);
    } else if (options.filters()) {
      answer(side.find(reply.sequence()), reply, side);
    } else if (reply.sequence() > side.lastSequence
        && MessageType.ofCode(reply.message()[Header.TYPE_OFFSET]) != null) {
      log.bad(session, "message " + reply.sequence() + " was not sent: new ones have no number");
    }
  }

  private static boolean isJudged(Reply reply) {
    int type = reply.message()[Header.TYPE_OFFSET];
    return type != MessageType.KEEPALIVE.code() && type != MessageType.NOTIFICATION.code();
  }

  /** What does not wait comes back: nothing else will come of what was written before it. */
  private void echoed(DialogueSide side, long sequence) {
    long order = side.echoed(sequence);
    if (options.inOrder() && sequence > side.againSequence) {
      side.passOver(order);
    }
    patience.sign();
  }

  private DialogueSide sideOf(Reply reply) {
    if (reply.direction() != null) {
      return reply.direction() == right.direction ? right : left;
    }
    return right.known || !left.known ? right : left;
  }

  private void answer(Asked asked, Reply reply, DialogueSide side) {
    if (asked == null) {
      unasked(reply, side);
    } else if (asked.state == Asked.State.OPEN) {
      asked.changed = reply.message();
      asked.tags = reply.tags();
      decided(
          asked,
          reply.dropped()
              ? Asked.State.DROPPED
              : isRespelled(asked, reply) ? Asked.State.SAME : Asked.State.CHANGED);
    } else if (asked.sequence <= side.againSequence) {
      log.again(session, asked.sequence);
    } else if (asked.passedOver) {
      outOfOrder(reply, side);
    } else if (asked.state == Asked.State.LATE) {
      tooLate(asked.sequence);
    } else {
      asked.add(reply.message());
      last = asked;
      lastTurn = turn;
    }
  }

  private void decided(Asked asked, Asked.State state) {
    // What comes behind a cut may still be of the time before it.
    if (options.inOrder() && asked.sequence > asked.side.againSequence) {
      asked.side.passOver(asked.order);
    }
    asked.decide(state);
    last = asked;
    lastTurn = turn;
    patience.sign();
  }

  /** Whether what came back says just what went, though in another spelling. */
  private boolean isRespelled(Asked asked, Reply reply) {
    if (asked.chunk == null) {
      return false;
    }
    Reply sent = form.read(asked.chunk, asked.from, asked.to, right.context, left.context);
    return sent.message() != null && Arrays.equals(sent.message(), reply.message());
  }

  private void tooLate(long sequence) {
    log.late(session, sequence);
    patience.sign();
  }

  /** What comes back was taken for refused. */
  private void outOfOrder(Reply reply, DialogueSide side) {
    if (options.whole()) {
      inject(side, reply);
    } else {
      // Sent now, it could bring back what a later one has replaced.
      log.outOfOrder(session, reply.sequence(), options);
      if (options.unanswered() != Unanswered.HOLD) {
        side.failsNext = side.decideOpen(Asked::tooLate) == 0;
      }
    }
    patience.sign();
  }

  /** What comes back with the number of something that does not wait (any more). */
  private void unasked(Reply reply, DialogueSide side) {
    if (!form.isNumbered() || reply.sequence() > side.lastSequence) {
      log.bad(session, "an answer to message " + reply.sequence() + ", which was not sent");
    } else if (reply.sequence() <= side.againSequence) {
      log.again(session, reply.sequence());
    } else if (side.wasPassedOver(reply.sequence())) {
      outOfOrder(reply, side);
    } else if (reply.sequence() <= side.lateSequence) {
      tooLate(reply.sequence());
    } else {
      inject(side, reply);
    }
  }

  private void inject(DialogueSide side, Reply reply) {
    int type = reply.message()[Header.TYPE_OFFSET];
    boolean left = options.types().test(type) && !reply.dropped();
    if (!left || !wanted.test(session, epoch, side, reply)) {
      return;
    }
    injections.inject(
        new Injection(
            log.stage(),
            session,
            epoch,
            side.direction,
            reply.message(),
            side.context,
            reply.tags(),
            reply.sequence(),
            reply.timeMicros(),
            0));
  }
}
