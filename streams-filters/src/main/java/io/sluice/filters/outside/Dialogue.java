package io.sluice.filters.outside;

import io.sluice.bgp.Direction;
import io.sluice.bgp.Message;
import io.sluice.filters.Injections;
import io.sluice.filters.Question;
import io.sluice.filters.Ruling;

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

  private final OutsideOptions options;
  private final String session;
  private final long epoch;
  private final Channel channel;
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
  private boolean ending;
  private boolean channelEnded;
  private boolean ended;

  Dialogue(
      OutsideOptions options,
      DialogueLog log,
      String session,
      long epoch,
      Channel channel,
      Wanted wanted,
      long nowNanos) {
    this.options = options;
    this.session = session;
    this.epoch = epoch;
    this.channel = channel;
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
    } else if (patience.isFailing()) {
      asked.tooLate();
    } else {
      transcript.write(message, asked);
    }
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
        case DATA -> units.take(a.data());
        case DOWN -> down(a.text());
        case ENDED -> ended(a.text());
      }
    }
    endChannel();
    if (!options.filters()) {
      long now = channel.backlog();
      if (now < backlog || now == 0) {
        patience.sign();
      }
      backlog = now;
    }
    return any;
  }

  private void up(int run) {
    patience.forgive();
    units.forget();
    log.up(session, run);
    up = true;
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
    if (refused > 0) {
      // It has read all, and will say nothing more: that is its answer.
      log.leftUnsaid(session, refused);
    }
  }

  boolean isAnswered(Asked asked) {
    if (asked.state != Asked.State.OPEN) {
      return !replies.mayGoOn(asked);
    }
    if (patience.isOverdue(asked)) {
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
