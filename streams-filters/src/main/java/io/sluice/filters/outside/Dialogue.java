package io.sluice.filters.outside;

import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Header;
import io.sluice.bgp.Message;
import io.sluice.bgp.MessageType;
import io.sluice.filters.Injection;
import io.sluice.filters.Injections;
import io.sluice.filters.Question;
import io.sluice.filters.Ruling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The dialogue about one incarnation of a session with what is outside. Not thread safe.
 *
 * <pre>
 *   message ──► text ──► chunk ──► channel ──► outside
 *      ▲                                          │
 *   verdict ◄── the same octets? else read ◄──────┘
 * </pre>
 *
 * <ul>
 *   <li>What comes back as it went is compared octet by octet and never read.
 *   <li>What comes back otherwise is matched by direction and number. The first answer counts. What
 *       comes behind it with the same number, at once, leaves right behind it; later it is a new
 *       message, as is one without a number.
 *   <li>Silence is no answer: a message that does not come back is not refused until the deadline
 *       says so, unless answers are known to come in order and a later one is there.
 *   <li>When what is outside went away and is back, what is not answered is sent again.
 * </ul>
 */
final class Dialogue {
  /** Octets of text that may wait for answers, or to be taken, in each direction. */
  static final int BOUND = 4 << 20;

  private static final int CHUNK = 32 << 10;

  /** The longest line that makes sense: the octets of the longest message in hexadecimal, twice. */
  private static final int LONGEST = 1 << 18;

  private final OutsideOptions options;
  private final String session;
  private final long epoch;
  private final Channel channel;
  private final Form form;
  private final DialogueLog log;
  private final Meaning meaning = new Meaning();
  private final DialogueSide right = new DialogueSide(Direction.R);
  private final DialogueSide left = new DialogueSide(Direction.L);
  private final AsciiBuffer text = new AsciiBuffer();

  /** What stands in the open chunk. */
  private final List<Asked> unsent = new ArrayList<>();

  /** The beginning of a unit whose end has not come. */
  private byte[] rest = {};

  private int run;
  private long order;
  private long turn;
  private Asked last;
  private long lastTurn;
  private long signNanos;
  private long backlog;
  private boolean failing;
  private boolean closed;
  private boolean up;
  private boolean ending;
  private boolean ended;

  Dialogue(OutsideOptions options, DialogueLog log, String session, long epoch, Channel channel) {
    this.options = options;
    this.session = session;
    this.epoch = epoch;
    this.channel = channel;
    this.form = options.format().form();
    this.log = log;
    this.signNanos = System.nanoTime();
  }

  long epoch() {
    return epoch;
  }

  private DialogueSide side(Direction direction) {
    return direction == Direction.R ? right : left;
  }

  boolean hasRoom(Direction direction) {
    if (options.mode() == OutsideMode.READ || failing) {
      return true;
    }
    if (options.filters()) {
      return side(direction).octets < BOUND;
    }
    if (channel.backlog() + text.size() < BOUND) {
      return true;
    }
    if (System.nanoTime() - signNanos > options.deadline().toNanos()
        && options.unanswered() != Unanswered.HOLD) {
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
    } else if (failing) {
      late(asked);
    } else {
      asked.from = text.size();
      form.write(message, text);
      asked.to = text.size();
      side.octets += asked.length();
      unsent.add(asked);
    }
    side.add(asked);
    if (text.size() >= CHUNK) {
      flush();
    }
    return asked;
  }

  /** Sends a message about which nothing is asked. */
  void show(Message message) {
    DialogueSide side = learn(message);
    boolean unanswerable = options.filters() && !form.isNumbered();
    if (options.mode() == OutsideMode.READ || closed || unanswerable) {
      return;
    }
    if (failing && channel.backlog() >= BOUND) {
      log.leftOut(session);
      return;
    }
    side.lastSequence = Math.max(side.lastSequence, message.sequence());
    form.write(message, text);
    if (text.size() >= CHUNK) {
      flush();
    }
  }

  private DialogueSide learn(Message message) {
    DialogueSide side = side(message.direction());
    side.context = message.context();
    side.known = true;
    return side;
  }

  /** Sends what has been written. */
  void flush() {
    if (text.size() > 0) {
      byte[] chunk = seal();
      if (run > 0 || !options.filters()) {
        channel.send(run, chunk);
      }
    }
  }

  private byte[] seal() {
    byte[] chunk = text.toByteArray();
    text.clear();
    for (Asked asked : unsent) {
      asked.chunk = chunk;
    }
    unsent.clear();
    return chunk;
  }

  /** Nothing more is asked. */
  void end() {
    flush();
    signNanos = System.nanoTime();
    ending = true;
    if (up || !options.filters()) {
      channel.end();
    }
  }

  /** Whether all has come that will, or nothing has moved for too long. */
  boolean isEnded() {
    return ended || System.nanoTime() - signNanos > options.deadline().toNanos();
  }

  /** The session, or the stage, is at its end: what is open will not be answered. */
  void close() {
    flush();
    closed = true;
    for (DialogueSide side : new DialogueSide[] {right, left}) {
      for (Asked open = side.firstOpen(); open != null; open = side.firstOpen()) {
        open.decide(Asked.State.GONE);
      }
    }
    channel.close();
  }

  /** Takes in what has come; false for nothing. */
  boolean take(Injections injections) {
    turn++;
    boolean any = false;
    while (injections.hasRoom(session)) {
      Channel.Arrival a = channel.poll();
      if (a == null) {
        break;
      }
      any = true;
      switch (a.kind()) {
        case UP -> up(a.run());
        case DATA -> data(a.data(), injections);
        case DOWN -> down(a.text());
        case ENDED -> ended(a.text(), injections);
      }
    }
    if (!options.filters()) {
      long now = channel.backlog();
      if (now < backlog || now == 0) {
        sign();
      }
      backlog = now;
    }
    return any;
  }

  private void sign() {
    signNanos = System.nanoTime();
    if (failing) {
      failing = false;
      log.works(session);
    }
  }

  private void up(int number) {
    run = number;
    failing = false;
    rest = new byte[0];
    log.up(session, number);
    up = true;
    if (options.filters()) {
      seal();
      resend();
      if (ending) {
        // Only now is all on its way that it is to read.
        channel.end();
      }
    }
  }

  /** Sends what is not answered, in the order in which it was asked. */
  private void resend() {
    AsciiBuffer all = new AsciiBuffer();
    int r = 0;
    int l = 0;
    while (r < right.size() || l < left.size()) {
      boolean isRight =
          l >= left.size() || r < right.size() && right.at(r).order < left.at(l).order;
      Asked asked = isRight ? right.at(r++) : left.at(l++);
      if (asked.state == Asked.State.OPEN) {
        all.put(asked.chunk, asked.from, asked.length());
      }
    }
    if (all.size() > 0) {
      channel.send(run, all.toByteArray());
    }
  }

  private void down(String why) {
    log.down(session, why);
    up = false;
    rest = new byte[0];
  }

  private void ended(String why, Injections injections) {
    ended = true;
    if (rest.length > 0) {
      // The last line may lack its end.
      byte[] whole = Arrays.copyOf(rest, rest.length + 1);
      whole[rest.length] = '\n';
      rest = new byte[0];
      unit(whole, 0, whole.length, injections);
    }
    boolean said = why.isEmpty();
    if (!said) {
      log.down(session, why);
    }
    int refused = 0;
    for (DialogueSide side : new DialogueSide[] {right, left}) {
      for (Asked open = side.firstOpen(); open != null; open = side.firstOpen()) {
        if (said) {
          // It has read all, and will say nothing more: that is its answer.
          open.passedOver = true;
          open.decide(Asked.State.DROPPED);
          refused++;
        } else {
          late(open);
        }
      }
    }
    if (refused > 0) {
      log.leftUnsaid(session, refused);
    }
  }

  private void data(byte[] data, Injections injections) {
    byte[] bytes = data;
    if (rest.length > 0) {
      bytes = Arrays.copyOf(rest, rest.length + data.length);
      System.arraycopy(data, 0, bytes, rest.length, data.length);
      rest = new byte[0];
    }
    int at = 0;
    while (at < bytes.length) {
      int same = same(bytes, at);
      if (same > 0) {
        at += same;
        continue;
      }
      int end = form.end(bytes, at, bytes.length);
      if (end < 0) {
        keep(bytes, at, end);
        return;
      }
      unit(bytes, at, end, injections);
      at = end;
    }
  }

  private void keep(byte[] bytes, int from, int end) {
    if (end == -2 || bytes.length - from > LONGEST) {
      log.bad(session, "neither line nor message: " + Shown.of(bytes, from, bytes.length));
      return;
    }
    rest = Arrays.copyOfRange(bytes, from, bytes.length);
  }

  /** Whether the oldest open question comes back as it went; its length, or 0. */
  private int same(byte[] bytes, int at) {
    if (!options.filters()) {
      return 0;
    }
    return same(right, bytes, at) + same(left, bytes, at);
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

  private void decided(Asked asked, Asked.State state) {
    if (options.inOrder()) {
      asked.side.passOver(asked.sequence, asked);
    }
    asked.decide(state);
    last = asked;
    lastTurn = turn;
    sign();
  }

  private void unit(byte[] bytes, int from, int to, Injections injections) {
    if (options.mode() == OutsideMode.WRITE) {
      log.unwanted(session);
      return;
    }
    Reply reply = form.read(bytes, from, to, right.context, left.context);
    if (reply.error() != null) {
      log.bad(session, reply.error() + ": " + Shown.of(bytes, from, to));
      return;
    }
    if (reply.message() == null) {
      return;
    }
    DialogueSide side = sideOf(reply);
    int type = reply.message()[Header.TYPE_OFFSET];
    if (options.filters() && !form.isNumbered()) {
      answer(side.firstOpen(), reply, side, injections);
    } else if (reply.sequence() == 0) {
      inject(side, reply, injections);
    } else if (options.filters()) {
      answer(side.find(reply.sequence()), reply, side, injections);
    } else if (reply.sequence() > side.lastSequence && MessageType.ofCode(type) != null) {
      log.bad(session, "message " + reply.sequence() + " was not sent: new ones have no number");
    }
  }

  private DialogueSide sideOf(Reply reply) {
    if (reply.direction() != null) {
      return side(reply.direction());
    }
    return right.known || !left.known ? right : left;
  }

  private void answer(Asked asked, Reply reply, DialogueSide side, Injections to) {
    if (asked == null) {
      unasked(reply, side, to);
    } else if (asked.state == Asked.State.OPEN) {
      asked.changed = reply.message();
      asked.tags = reply.tags();
      decided(
          asked,
          reply.dropped()
              ? Asked.State.DROPPED
              : isRespelled(asked, reply) ? Asked.State.SAME : Asked.State.CHANGED);
    } else if (asked.state == Asked.State.LATE || asked.passedOver) {
      tooLate(asked.sequence, asked.passedOver);
    } else {
      asked.add(reply.message());
      last = asked;
      lastTurn = turn;
    }
  }

  /** Whether what came back says just what went, though in another spelling. */
  private boolean isRespelled(Asked asked, Reply reply) {
    if (asked.chunk == null) {
      return false;
    }
    Reply sent = form.read(asked.chunk, asked.from, asked.to, right.context, left.context);
    return sent.message() != null && Arrays.equals(sent.message(), reply.message());
  }

  private void tooLate(long sequence, boolean passedOver) {
    if (passedOver) {
      log.bad(
          session,
          "answers do not come in order: "
              + sequence
              + " came behind a later one, and was taken for refused; leave --in-order out");
    } else {
      log.late(session, sequence);
    }
    sign();
  }

  /** What comes back with the number of something that does not wait (any more). */
  private void unasked(Reply reply, DialogueSide side, Injections to) {
    int type = reply.message()[Header.TYPE_OFFSET];
    boolean gated = type != MessageType.KEEPALIVE.code() && type != MessageType.NOTIFICATION.code();
    if (options.inOrder()) {
      side.passOver(reply.sequence(), null);
    }
    if (!gated) {
      sign();
    } else if (!form.isNumbered() || reply.sequence() > side.lastSequence) {
      log.bad(session, "an answer to message " + reply.sequence() + ", which was not sent");
    } else if (reply.sequence() <= side.lateSequence) {
      tooLate(reply.sequence(), false);
    } else {
      inject(side, reply, to);
    }
  }

  private void inject(DialogueSide side, Reply reply, Injections to) {
    int type = reply.message()[Header.TYPE_OFFSET];
    if (!options.types().test(type) || reply.dropped()) {
      return;
    }
    to.inject(
        new Injection(
            log.stage(),
            session,
            epoch,
            side.direction,
            reply.message(),
            side.context,
            reply.tags(),
            0));
  }

  boolean isAnswered(Asked asked) {
    if (asked.state == Asked.State.OPEN) {
      return isOverdue(asked);
    }
    // What belongs to the last answer may come right behind it.
    return asked != last || turn > lastTurn;
  }

  private boolean isOverdue(Asked asked) {
    if (options.unanswered() == Unanswered.HOLD) {
      return false;
    }
    long now = System.nanoTime();
    long most = options.deadline().toNanos();
    boolean silent = now - Math.max(asked.sinceNanos, signNanos) > most;
    boolean passedBy = asked == asked.side.firstOpen() && now - asked.side.oldestSince(now) > most;
    if (silent) {
      fail("does not answer");
    }
    if (silent || passedBy) {
      if (!silent) {
        log.passedBy(session, asked.sequence, options);
      }
      late(asked);
      return true;
    }
    return false;
  }

  private void late(Asked asked) {
    asked.decide(Asked.State.LATE);
    asked.side.lateSequence = Math.max(asked.side.lateSequence, asked.sequence);
  }

  void answer(Asked asked, Message message, Ruling ruling) {
    asked.side.conclude(asked);
    meaning.say(asked, message, options, ruling);
  }
}
