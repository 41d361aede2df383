package io.sluice.proxy.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.sluice.bgp.BgpError;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Flaw;
import io.sluice.bgp.MessageType;
import io.sluice.bgp.Negotiated;
import io.sluice.bgp.Notification;
import io.sluice.bgp.Open;
import io.sluice.proxy.SessionConfig;
import io.sluice.proxy.SessionEventView;
import io.sluice.proxy.SessionState;
import io.sluice.proxy.gate.ReleaseGate;
import io.sluice.schemas.Judgement;
import java.net.InetSocketAddress;

/**
 * One incarnation of a session: two legs, a lane each way. Belongs to the event loop.
 *
 * <pre>
 *   PAIRING ──second leg──► CONNECTED ──OPEN, KEEPALIVE both ways──► ESTABLISHED
 *      │                        │                                        │
 *      │          NOTIFICATION or loss of one leg, something still held: │
 *      │                        ├──────────► DRAINING ◄──────────────────┤
 *      ▼                        ▼               ▼                        ▼
 *      └──────────────────────► ended: each leg got its last word ◄──────┘
 * </pre>
 */
final class Pair {
  private final Session session;
  private final Services services;
  private final long epoch;
  private final long beganAt;
  private final Lane toRight;
  private final Lane toLeft;
  private final LaneWatch watchRight;
  private final LaneWatch watchLeft;

  /** Written by the event loop; whoever counts sessions reads it, too. */
  private volatile SessionState state = SessionState.PAIRING;

  private Lane draining;
  private End drainEnd;
  private long drainUntil;

  Pair(Session session, long epoch, long now) {
    this.session = session;
    this.services = session.services();
    this.epoch = epoch;
    this.beganAt = now;
    this.toRight = new Lane(this, Direction.R, session.streams());
    this.toLeft = new Lane(this, Direction.L, session.streams());
    SessionConfig config = session.config();
    this.watchRight = new LaneWatch(this, toRight, config.toRight());
    this.watchLeft = new LaneWatch(this, toLeft, config.toLeft());
  }

  Services services() {
    return services;
  }

  Clock clock() {
    return services.clock();
  }

  EventLoop loop() {
    return session.loop();
  }

  String sessionId() {
    return session.config().id();
  }

  long epoch() {
    return epoch;
  }

  /** {@code null} once it has ended. */
  SessionState state() {
    return state;
  }

  Lane lane(Direction direction) {
    return direction == Direction.R ? toRight : toLeft;
  }

  /** The leg that sends in a direction; {@code null} while there is none. */
  Leg leg(Direction sends) {
    return lane(sends).source();
  }

  private boolean over() {
    return state == null;
  }

  /** Takes a connection that has just been made. */
  void attach(Direction sends, Channel channel) {
    long now = clock().nanos();
    Leg leg = new Leg(this, sends, channel, now);
    lane(sends).source(leg);
    lane(sends.opposite()).target(leg);
    channel.pipeline().addLast(leg);
    if (!channel.isRegistered()) {
      loop().register(channel);
    }
    channel.config().setAutoRead(true);
    if (!channel.isActive()) {
      lost(sends, "closed at once");
      return;
    }
    if (leg(sends.opposite()) != null) {
      state = SessionState.CONNECTED;
      tell(SessionEventView.Kind.CONNECTED, "", ends());
      // What the first leg has said meanwhile may go now.
      drain(now);
    }
  }

  private String ends() {
    return Addresses.text(remote(Direction.R)) + " and " + Addresses.text(remote(Direction.L));
  }

  /** Where an end is, or is expected. */
  private InetSocketAddress remote(Direction sends) {
    Leg leg = leg(sends);
    return leg != null ? leg.remote() : session.expected(sends);
  }

  /** A message that is in its place. */
  void message(
      Direction sends, ByteBuf from, int index, int length, int type, long now, long micros) {
    if (over() || state == SessionState.DRAINING) {
      return;
    }
    if (type == MessageType.OPEN.code()) {
      if (!opened(sends)) {
        return;
      }
    } else if (ReleaseGate.wantsVerdict(type) && !lane(sends.opposite()).opened()) {
      // Nobody has told this end yet that the session is up, nor how its messages are to be read:
      // what it sends now could mean one thing to a judge and another to the receiver.
      outOfPlace(sends, LegState.KEEPALIVE_AWAITED, type);
      return;
    }
    lane(sends).received(from, index, length, type, now, micros);
    if (type == MessageType.NOTIFICATION.code()) {
      byte[] notification = new byte[length];
      from.getBytes(index, notification);
      String words = Addresses.text(remote(sends)) + " says " + Notification.describe(notification);
      goes(sends, End.remaining(EndCause.NOTIFICATION, sends, notification, words));
    }
  }

  /** An OPEN came; false when it ends the session. */
  private boolean opened(Direction sends) {
    BgpError error = leg(sends).open().error();
    // An unknown parameter does not hinder following; the router will say what it thinks of it.
    if (error != null && error.flaw() != Flaw.OPEN_PARAMETER) {
      end(End.fault(EndCause.OPEN_ERROR, sends, error.notification(), error.toString()));
      return false;
    }
    describe(sends);
    return true;
  }

  /** An OPEN was forwarded in this direction: its receiver knows now what is agreed. */
  void forwarded(Direction direction) {
    Leg receiver = leg(direction.opposite());
    if (receiver.open() != null) {
      describe(direction.opposite());
    }
  }

  /** Describes what the end that sends in a direction sends, by what it and we know by now. */
  private void describe(Direction sends) {
    Leg sender = leg(sends);
    Open told = lane(sends.opposite()).forwardedOpen();
    Negotiated view = null;
    if (told != null) {
      view =
          sends == Direction.R
              ? Negotiated.of(sender.open(), told)
              : Negotiated.of(told, sender.open());
      sender.view(view);
    }
    Leg other = leg(sends.opposite());
    long otherAsn = other == null || other.open() == null ? 0 : other.open().asn();
    lane(sends)
        .describe(
            view,
            Addresses.text(remote(sends)),
            Addresses.text(remote(sends.opposite())),
            otherAsn);
  }

  /** After each buffer that was read from an end. */
  void read(Direction sends) {
    if (!over()) {
      lane(sends).press();
    }
  }

  /** When an end has nothing more to read just now. */
  void readComplete(Direction sends) {
    if (over()) {
      return;
    }
    lane(sends).offer();
    drain(clock().nanos());
  }

  /** New messages from a judge, which enter as if the source had sent them next. */
  void inject(Direction direction, Judgement injection, long now) {
    if (state == SessionState.ESTABLISHED) {
      lane(direction).inject(injection, now, clock().micros());
    } else {
      Session.log.warn(
          "{}: new messages from {} come while the session is not established, and are left out",
          sessionId(),
          injection.reason().stage());
    }
  }

  /** Sends what may go, both ways. */
  void drain(long now) {
    if (!over()) {
      toRight.drain(now);
    }
    if (!over()) {
      toLeft.drain(now);
    }
    if (over()) {
      return;
    }
    if (state == SessionState.CONNECTED && toRight.opened() && toLeft.opened()) {
      state = SessionState.ESTABLISHED;
      session.established();
      tell(SessionEventView.Kind.ESTABLISHED, "", ends());
    }
    if (state == SessionState.DRAINING && draining.gate().held() == 0) {
      finishDraining();
    }
  }

  /** The header of a message is wrong. */
  void broken(Direction sends, BgpError error) {
    if (!over()) {
      lane(sends).offer();
      end(End.fault(EndCause.HEADER_ERROR, sends, error.notification(), error.toString()));
    }
  }

  /** A message is not in its place (RFC 6608). */
  void outOfPlace(Direction sends, LegState at, int type) {
    if (!over()) {
      int subcode = at.ordinal() + 1;
      byte[] notification = Notification.encode(Notification.FSM_ERROR, subcode);
      String words = "message of type " + type + " from " + Addresses.text(remote(sends));
      end(End.fault(EndCause.FSM_ERROR, sends, notification, words));
    }
  }

  /** A connection is gone without a NOTIFICATION. */
  void lost(Direction sends, String how) {
    if (over() || state == SessionState.DRAINING) {
      if (!over() && sends != draining.source().sends()) {
        finishDraining();
      }
      return;
    }
    lane(sends).offer();
    Leg leg = leg(sends);
    // To the other end this must look like the loss that it is, or it would not keep the routes.
    boolean graceful = leg.view() != null && leg.view().restartsGracefully(sends);
    byte[] cease = graceful ? null : EndCause.CONNECTION_LOST.cease("");
    goes(sends, End.remaining(EndCause.CONNECTION_LOST, sends, cease, how));
  }

  /** One end goes: what it had sent before gets a moment for its verdicts. */
  private void goes(Direction sends, End end) {
    Lane lane = lane(sends);
    if (lane.target() == null || lane.gate().held() == 0) {
      state = SessionState.DRAINING;
      draining = lane;
      drainEnd = end;
      finishDraining();
      return;
    }
    state = SessionState.DRAINING;
    draining = lane;
    drainEnd = end;
    drainUntil = clock().nanos() + services.limits().drainTime().toNanos();
    lane.offer();
    lane.source().ignore();
    lane.target().reading(false, clock().nanos());
    Lane back = lane(sends.opposite());
    back.target(null);
    drain(clock().nanos());
  }

  private void finishDraining() {
    boolean sent = drainEnd.cause() == EndCause.NOTIFICATION && draining.gate().held() == 0;
    boolean there = draining.target() != null;
    End end = drainEnd;
    end(sent && there ? new End(end.cause(), end.detail(), null, null) : end);
  }

  /** A CLOSE verdict has its turn. */
  void closedByVerdict(byte[] notification, Judgement why) {
    String words =
        why == null
            ? ""
            : String.join(" ", why.reason().stage(), why.reason().rule(), why.reason().event());
    byte[] last = notification != null ? notification : EndCause.VERDICT.cease(words);
    end(new End(EndCause.VERDICT, words, last, last));
  }

  /** Something that must not happen. */
  void failed(Throwable cause) {
    Session.log
        .atError()
        .addKeyValue("session", sessionId())
        .setCause(cause)
        .log("{}: {}", sessionId(), cause.toString());
    if (!over()) {
      end(End.cease(EndCause.FAILURE, cause.toString()));
    }
  }

  /** Ends it: each leg gets its last word. */
  void end(End end) {
    if (over()) {
      return;
    }
    state = null;
    long now = clock().nanos();
    toRight.end();
    toLeft.end();
    for (Direction sends : Direction.values()) {
      Leg leg = leg(sends);
      if (leg != null) {
        leg.finish(end.to(sends), now);
      }
    }
    services.meters().ended(end.cause());
    tell(SessionEventView.Kind.DOWN, end.cause().label(), end.words());
    session.ended(this);
  }

  /** Looks at all timers. */
  void tick(long now) {
    if (state == SessionState.DRAINING) {
      if (now - drainUntil >= 0) {
        finishDraining();
      }
      return;
    }
    Timers.check(this, beganAt, now);
    if (!over()) {
      watchRight.tick(now);
    }
    if (!over()) {
      watchLeft.tick(now);
    }
  }

  void tell(SessionEventView.Kind kind, String cause, String reason) {
    Leg left = leg(Direction.R);
    Leg right = leg(Direction.L);
    services
        .events()
        .tell(
            new SessionEventView(sessionId(), epoch, clock().micros(), kind, cause, reason),
            new SessionEvents.Ends(
                remote(Direction.R),
                left == null ? null : left.open(),
                toRight.messages(),
                remote(Direction.L),
                right == null ? null : right.open(),
                toLeft.messages()));
  }

  LaneWatch watch(Direction direction) {
    return direction == Direction.R ? watchRight : watchLeft;
  }
}
