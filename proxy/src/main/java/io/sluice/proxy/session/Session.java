package io.sluice.proxy.session;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.EventLoop;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Notification;
import io.sluice.proxy.LegConfig;
import io.sluice.proxy.SessionConfig;
import io.sluice.proxy.SessionState;
import io.sluice.proxy.SessionStatus;
import io.sluice.proxy.net.Taker;
import io.sluice.proxy.verdict.VerdictBatch;
import io.sluice.proxy.verdict.VerdictSink;
import io.sluice.schemas.Action;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session, from one incarnation to the next: takes connections, dials, and begins anew when a
 * pair of connections has ended. All but the constructor belongs to its event loop, unless said.
 */
public final class Session implements VerdictSink {
  static final Logger log = LoggerFactory.getLogger(Session.class);

  private final SessionConfig config;
  private final Services services;
  private final EventLoop loop;
  private final SessionStreams streams;
  private final Endpoint left;
  private final Endpoint right;
  private long lastEpoch;

  /** Written by the event loop; whoever counts sessions reads it, too. */
  private volatile Pair pair;

  private boolean closed;

  /** A session that does nothing before it is started. */
  public Session(SessionConfig config, Services services, EventLoop loop) {
    this.config = config;
    this.services = services;
    this.loop = loop;
    this.streams = SessionStreams.of(services.publisher(), config.id());
    this.left = new Endpoint(this, Direction.R, config.left());
    this.right = new Endpoint(this, Direction.L, config.right());
  }

  /** How it is set up. On any thread. */
  public SessionConfig config() {
    return config;
  }

  /** The event loop of both its legs. On any thread. */
  public EventLoop loop() {
    return loop;
  }

  Services services() {
    return services;
  }

  SessionStreams streams() {
    return streams;
  }

  /** Who takes the connections of an end that listens. On any thread. */
  public Taker taker(Direction sends) {
    return end(sends);
  }

  /** Says where an end listens. */
  public void listening(Direction sends, InetSocketAddress address) {
    end(sends).listening(address);
  }

  private Endpoint end(Direction sends) {
    return sends == Direction.R ? left : right;
  }

  /** Begins: dials, when both ends are to be dialled; else somebody must come first. */
  public void start() {
    if (!config.left().listens() && !config.right().listens()) {
      left.dialLater();
      right.dialLater();
    }
  }

  /** Where an end is expected to be; {@code null} when that is not known. */
  InetSocketAddress expected(Direction sends) {
    LegConfig leg = end(sends).config();
    return leg.listens() ? null : leg.address();
  }

  /** A connection of an end; it is taken, parked for a moment, or refused. */
  void connected(Endpoint end, Channel channel) {
    if (closed) {
      channel.close();
      return;
    }
    if (pair == null && streams.unpublished() > services.window().getAsLong()) {
      refuse(channel, Notification.OUT_OF_RESOURCES);
      return;
    }
    if (pair == null) {
      lastEpoch = Math.max(services.clock().micros(), lastEpoch + 1);
      pair = new Pair(this, lastEpoch, services.clock().nanos());
    }
    if (pair.state() == SessionState.DRAINING) {
      end.park(channel);
      return;
    }
    if (pair.leg(end.sends()) != null) {
      refuse(channel, Notification.CONNECTION_COLLISION);
      return;
    }
    end.reached();
    Pair mine = pair;
    pair.attach(end.sends(), channel);
    Endpoint other = end(end.sends().opposite());
    if (pair == mine && pair.leg(other.sends()) == null) {
      other.wanted();
    }
  }

  /** Closes a connection with a Cease; RFC 4271 6.8: the one that is there stays. */
  void refuse(Channel channel, int subcode) {
    log.atWarn()
        .addKeyValue("session", config.id())
        .log(
            "{}: connection from {} refused: {}",
            config.id(),
            channel.remoteAddress(),
            Notification.name(Notification.CEASE, subcode));
    if (!channel.isRegistered()) {
      loop.register(channel);
    }
    byte[] cease = Notification.encode(Notification.CEASE, subcode);
    channel
        .writeAndFlush(channel.alloc().buffer(cease.length).writeBytes(cease))
        .addListener(ChannelFutureListener.CLOSE);
  }

  /** Whether an end that dials should go on trying. */
  boolean wants(Endpoint end) {
    if (closed) {
      return false;
    }
    boolean bothDial = !config.left().listens() && !config.right().listens();
    return pair == null
        ? bothDial
        : pair.state() == SessionState.PAIRING && pair.leg(end.sends()) == null;
  }

  void established() {
    left.established();
    right.established();
  }

  void ended(Pair which) {
    if (pair == which) {
      pair = null;
      left.pairEnded();
      right.pairEnded();
      start();
      left.takeParked();
      right.takeParked();
    }
  }

  @Override
  public void verdicts(VerdictBatch batch) {
    loop.execute(() -> apply(batch));
  }

  private void apply(VerdictBatch batch) {
    Pair now = pair;
    long nanos = services.clock().nanos();
    for (int i = 0; i < batch.size(); i++) {
      if (pair == null || batch.epoch(i) != pair.epoch()) {
        if (batch.epoch(i) > lastEpoch) {
          services.meters().unknown(batch.count(i));
        } else {
          services.meters().stale(batch.count(i));
        }
        continue;
      }
      Direction direction = batch.direction(i);
      if (batch.action(i) == Action.INJECT) {
        pair.inject(direction, batch.whole(i), nanos);
        continue;
      }
      pair.lane(direction)
          .verdict(
              batch.first(i),
              batch.count(i),
              batch.action(i),
              batch.whole(i),
              batch.trace(i),
              nanos);
      pair.watch(direction).answered(batch.first(i), batch.count(i), nanos);
    }
    if (now != null && now == pair) {
      now.drain(nanos);
    }
  }

  /** The way into a direction for new messages of this process; {@code null} unless it is up. */
  public Entry entry(Direction direction) {
    return pair == null ? null : pair.lane(direction).entry();
  }

  /** Looks at all timers. */
  public void tick() {
    if (pair != null) {
      try {
        pair.tick(services.clock().nanos());
      } catch (RuntimeException e) {
        pair.failed(e);
      }
    }
  }

  /** Ends it for good; a Cease to both ends. */
  public void close(EndCause cause) {
    closed = true;
    left.close();
    right.close();
    if (pair != null) {
      pair.end(End.cease(cause, ""));
    }
  }

  /** Where it stands. On any thread. */
  public SessionState state() {
    Pair p = pair;
    SessionState state = p == null ? null : p.state();
    return state == null ? SessionState.WAITING : state;
  }

  /** How it stands. */
  public SessionStatus status() {
    Pair p = pair;
    return new SessionStatus(
        config.id(), state(), p == null ? 0 : p.epoch(), end(left, p), end(right, p));
  }

  private static SessionStatus.End end(Endpoint end, Pair pair) {
    if (pair == null) {
      return new SessionStatus.End(end.listening(), null, end.connections(), 0, 0, 0, 0, 0, false);
    }
    Lane lane = pair.lane(end.sends());
    Leg leg = lane.source();
    return new SessionStatus.End(
        end.listening(),
        leg == null ? null : leg.remote(),
        end.connections(),
        leg == null || leg.open() == null ? 0 : leg.open().asn(),
        lane.messages(),
        lane.bytes(),
        lane.gate().held(),
        lane.gate().bytes(),
        lane.gate().bypassing());
  }
}
