package io.sluice.filters.outside;

import io.sluice.bgp.Direction;
import io.sluice.bgp.Header;
import io.sluice.bgp.Message;
import io.sluice.filters.Injections;
import io.sluice.filters.Question;
import io.sluice.filters.Ruling;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The dialogue about one incarnation of a session with what is outside. Not thread safe.
 *
 * <pre>
 *   message ──► Transcript ──► Channel ──► outside
 *      ▲                                      │
 *   Meaning ◄──── Replies ◄──── Units ◄───────┘
 * </pre>
 */
final class Dialogue {
  /** Octets of text that may wait for answers, or to be taken, in each direction. */
  static final int BOUND = 4 << 20;

  /** More than can be on its way to a helper that has taken all, and back. */
  private static final int ON_ITS_WAY = 128 << 10;

  private static final long SHORT_SILENCE = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long LONG_SILENCE = TimeUnit.SECONDS.toNanos(1);

  private final OutsideOptions options;
  private final String session;
  private final long epoch;
  private final Channel channel;
  private final Predicate<Message> concerned;
  private final boolean numbered;
  private final DialogueLog log;
  private final Meaning meaning;
  private final Lifetime lifetime;
  private final DialogueSide right = new DialogueSide(Direction.R);
  private final DialogueSide left = new DialogueSide(Direction.L);
  private final Patience patience;
  private final Transcript transcript;
  private final Replies replies;
  private final Units units;
  private long order;
  private long backlog;
  private boolean closed;
  private boolean up;

  /** Whether the run has been seen to read. */
  private boolean reads;

  private boolean ending;
  private boolean channelEnded;
  private boolean ended;

  Dialogue(
      OutsideOptions options,
      DialogueLog log,
      String session,
      long epoch,
      Channel channel,
      Predicate<Message> concerned,
      Wanted wanted,
      long nowNanos) {
    this.options = options;
    this.session = session;
    this.epoch = epoch;
    this.channel = channel;
    this.concerned = concerned;
    this.log = log;
    Form form = options.format().form();
    this.numbered = form.isNumbered();
    this.patience = new Patience(options, log, session);
    this.transcript = new Transcript(form, channel, !options.filters());
    this.replies = new Replies(options, form, log, session, epoch, patience, right, left, wanted);
    this.meaning = new Meaning(wanted);
    this.lifetime = new Lifetime(session, nowNanos);
    this.units = new Units(form, replies);
  }

  long epoch() {
    return epoch;
  }

  /** How long its incarnation of the session lives. */
  Lifetime lifetime() {
    return lifetime;
  }

  private DialogueSide side(Direction direction) {
    return direction == Direction.R ? right : left;
  }

  boolean hasRoom(Direction direction) {
    if (options.mode() == OutsideMode.READ || patience.isFailing()) {
      return true;
    }
    if (options.filters()) {
      return side(direction).octets < BOUND;
    }
    return channel.backlog() + transcript.size() < BOUND || patience.takesNothing();
  }

  /** Sends a message; the question is {@code null} when nothing is to be waited for. */
  Question ask(Message message) {
    DialogueSide side = learn(message);
    if (options.mode() == OutsideMode.READ) {
      return null;
    }
    if (!options.filters()) {
      show(message);
      return null;
    }
    Asked asked = new Asked(this, side, message.sequence(), order++, System.nanoTime());
    side.lastSequence = Math.max(side.lastSequence, message.sequence());
    if (closed) {
      asked.decide(Asked.State.GONE);
    } else if (patience.isFailing() || side.failsNext) {
      side.failsNext = false;
      asked.tooLate();
    } else {
      transcript.write(message, asked);
    }
    patience.asked(asked);
    side.add(asked);
    transcript.flushLong();
    return asked;
  }

  /** Sends a message about which nothing is asked. */
  void show(Message message) {
    DialogueSide side = learn(message);
    boolean unanswerable = options.filters() && !numbered;
    if (options.mode() == OutsideMode.READ || closed || unanswerable) {
      return;
    }
    if (patience.isFailing() && channel.backlog() >= BOUND) {
      log.leftOut(session);
      return;
    }
    side.lastSequence = Math.max(side.lastSequence, message.sequence());
    side.shown(message.sequence(), order);
    transcript.write(message);
    transcript.flushLong();
  }

  private DialogueSide learn(Message message) {
    DialogueSide side = side(message.direction());
    side.context = message.context();
    side.known = true;
    return side;
  }

  /** Sends what has been written. */
  void flush() {
    transcript.flush();
  }

  /** Nothing more is asked. */
  void end() {
    flush();
    patience.restart();
    ending = true;
    endChannel();
  }

  /** Lets it know that no more comes, once all is on its way that it is to read. */
  private void endChannel() {
    boolean sent =
        !options.filters()
            || (channel.isConnection()
                ? right.firstOpen() == null && left.firstOpen() == null
                : up);
    if (ending && sent && !channelEnded) {
      channelEnded = true;
      channel.end();
    }
  }

  /** Whether it has something that nobody has taken. */
  boolean hasBacklog() {
    return channel.backlog() > 0;
  }

  /** Whether all has come that will, or nothing has moved for too long. */
  boolean isEnded() {
    return ended || patience.isOver();
  }

  /** The session, or the stage, is at its end: what is open will not be answered. */
  void close() {
    flush();
    closed = true;
    right.decideOpen(open -> open.decide(Asked.State.GONE));
    left.decideOpen(open -> open.decide(Asked.State.GONE));
    channel.close();
  }

  /** Takes in what has come; false for nothing. */
  boolean take(Injections injections) {
    replies.nextTurn(injections);
    boolean any = false;
    while (injections.hasRoom(session)) {
      Channel.Arrival a = channel.poll();
      if (a == null) {
        break;
      }
      any = true;
      switch (a.kind()) {
        case UP -> up(a.run());
        case DATA -> {
          reads = true;
          units.take(a.data());
        }
        case DOWN -> down(a.text());
        case ENDED -> ended(a.text());
      }
    }
    endChannel();
    if (!options.filters() || options.letsGo()) {
      seeBacklog();
    }
    if (any) {
      return true;
    }
    askForEcho(right);
    askForEcho(left);
    return letGo();
  }

  /** What is taken is a sign of life where no answers are, or need be. */
  private void seeBacklog() {
    long now = channel.backlog();
    if (now < backlog || now == 0 && !options.filters()) {
      patience.sign();
    }
    backlog = now;
  }

  /**
   * Sees to it that a message which is left out does not stay open because no other one follows: a
   * KEEPALIVE tells, when it comes back, that all before it has been read.
   */
  private void askForEcho(DialogueSide side) {
    Asked oldest = options.inOrder() && numbered && up ? side.firstOpen() : null;
    boolean isSettledOtherwise = options.letsGo() && !(channel.isConnection() && ending);
    if (oldest == null || isSettledOtherwise || !patience.wantsEcho(oldest)) {
      return;
    }
    byte[] keepalive = Header.keepalive();
    Message message =
        new Message()
            .wrap(keepalive, 0, keepalive.length)
            .describe(
                session,
                epoch,
                side.direction,
                side.lastSequence,
                ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()),
                side.context,
                Map.of());
    if (concerned.test(message)) {
      show(message);
      flush();
    }
  }

  /** Whether it has taken all that it was sent, so that only its answers are waited for. */
  private boolean hasTakenAll() {
    return up && transcript.size() == 0 && channel.backlog() == 0;
  }

  /**
   * Over files: what it has taken and says nothing about is left out, as far as can be seen. No
   * more could come otherwise, as so much only is in memory. If it does answer, that is no less
   * right.
   */
  private boolean letGo() {
    if (!options.letsGo() || ending || !hasTakenAll()) {
      return false;
    }
    // Until it is seen to read, it may have its input yet before it.
    boolean isLong = reads ? patience.isQuietFor(LONG_SILENCE) : patience.isQuietForHalf();
    if (!isLong && !patience.isQuietFor(SHORT_SILENCE)) {
      return false;
    }
    long most = isLong ? 0 : ON_ITS_WAY;
    boolean any = right.passOverAllBut(most) | left.passOverAllBut(most);
    reads |= any;
    return any;
  }

  private void up(int run) {
    patience.forgive();
    units.forget();
    log.up(session, run);
    up = true;
    reads = false;
    right.forgetShown();
    left.forgetShown();
    transcript.begin(run, right, left);
    if (channel.isConnection() && run > 1) {
      right.askedAgain();
      left.askedAgain();
    }
    endChannel();
  }

  private void down(String why) {
    log.down(session, why);
    up = false;
    units.forget();
  }

  private void ended(String why) {
    ended = true;
    units.end();
    if (!why.isEmpty()) {
      log.down(session, why);
      right.decideOpen(Asked::tooLate);
      left.decideOpen(Asked::tooLate);
      return;
    }
    int refused = right.decideOpen(Asked::passOver) + left.decideOpen(Asked::passOver);
    if (refused > 0 && !options.letsGo()) {
      // It has read all, and will say nothing more: that is its answer.
      log.leftUnsaid(session, refused);
    }
  }

  boolean isAnswered(Asked asked) {
    if (asked.state != Asked.State.OPEN) {
      return !replies.mayGoOn(asked);
    }
    boolean mayBeLeftOut = options.letsGo() && !ending && hasTakenAll();
    if (!mayBeLeftOut && patience.isOverdue(asked)) {
      asked.tooLate();
      return true;
    }
    return false;
  }

  void answer(Asked asked, Message message, Ruling ruling) {
    asked.side.conclude(asked);
    meaning.say(asked, message, options, ruling);
  }
}
