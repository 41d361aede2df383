package io.sluice.proxy.session;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Notification;
import io.sluice.proxy.LegConfig;
import io.sluice.proxy.net.Backoff;
import io.sluice.proxy.net.Dialler;
import io.sluice.proxy.net.Taker;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * One end of a session as it is reached: takes what its listener accepts, or dials as long as its
 * session wants it. Belongs to the event loop.
 */
final class Endpoint implements Taker, Dialler.Outcome {
  private final Session session;
  private final Direction sends;
  private final LegConfig config;
  private final Backoff backoff;
  private final ArrayDeque<Channel> parked = new ArrayDeque<>();
  private InetSocketAddress listening;
  private Dialler.Attempt attempt;
  private ScheduledFuture<?> retry;
  private String lastFailure = "";
  private boolean everReached;
  private long connections;

  Endpoint(Session session, Direction sends, LegConfig config) {
    this.session = session;
    this.sends = sends;
    this.config = config;
    this.backoff =
        new Backoff(
            config.retryMin(), config.retryMax(), () -> ThreadLocalRandom.current().nextDouble());
  }

  Direction sends() {
    return sends;
  }

  LegConfig config() {
    return config;
  }

  void listening(InetSocketAddress address) {
    listening = address;
  }

  InetSocketAddress listening() {
    return listening;
  }

  @Override
  public EventLoop loop() {
    return session.loop();
  }

  @Override
  public void take(Channel channel) {
    session.connected(this, channel);
  }

  /** Its counterpart is there: this end is wanted, at once. */
  void wanted() {
    if (!config.listens() && attempt == null && retry == null) {
      dial();
    }
  }

  /** Dials after a pause, unless it does already. */
  void dialLater() {
    if (attempt == null && retry == null) {
      long pause = lastFailure.isEmpty() && !everReached ? 0 : backoff.next();
      retry = loop().schedule(this::dial, pause, TimeUnit.NANOSECONDS);
    }
  }

  private void dial() {
    retry = null;
    if (session.wants(this)) {
      attempt = session.services().dialler().dial(config, loop(), this);
    }
  }

  @Override
  public void connected(Channel channel) {
    attempt = null;
    everReached = true;
    session.connected(this, channel);
  }

  @Override
  public void failed(String why) {
    attempt = null;
    // The same failure is told once, not with each attempt.
    if (!why.equals(lastFailure)) {
      String id = session.config().id();
      Session.log.atWarn().addKeyValue("session", id).log("{}: {}: {}", id, config, why);
      lastFailure = why;
    }
    if (session.wants(this)) {
      dialLater();
    }
  }

  /** It is connected. */
  void reached() {
    connections++;
    if (!lastFailure.isEmpty()) {
      String id = session.config().id();
      Session.log.atInfo().addKeyValue("session", id).log("{}: {}: connected", id, config);
      lastFailure = "";
    }
  }

  /** How many connections it had. */
  long connections() {
    return connections;
  }

  void established() {
    backoff.reset();
  }

  /** Keeps a connection for the moment that its predecessor needs to end. */
  void park(Channel channel) {
    if (parked.size() < session.services().limits().queuedConnections()) {
      parked.add(channel);
    } else {
      session.refuse(channel, Notification.CONNECTION_COLLISION);
    }
  }

  void takeParked() {
    for (Channel channel = parked.poll(); channel != null; channel = parked.poll()) {
      session.connected(this, channel);
    }
  }

  /** The pair has ended: whoever was dialled for it is not wanted any more. */
  void pairEnded() {
    if (attempt != null) {
      attempt.cancel();
      attempt = null;
    }
    if (retry != null) {
      retry.cancel(false);
      retry = null;
    }
  }

  void close() {
    pairEnded();
    for (Channel channel = parked.poll(); channel != null; channel = parked.poll()) {
      channel.unsafe().closeForcibly();
    }
  }
}
