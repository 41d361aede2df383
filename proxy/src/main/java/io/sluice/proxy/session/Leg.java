package io.sluice.proxy.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.sluice.bgp.BgpError;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Header;
import io.sluice.bgp.MessageType;
import io.sluice.bgp.Negotiated;
import io.sluice.bgp.Notification;
import io.sluice.bgp.Open;
import io.sluice.proxy.net.Tls;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * The connection with one end, from the moment it is made. What it reads goes to the {@link Pair};
 * once it is told to finish it reads only to throw away, so that its last word is not reset away by
 * what the end had still sent. Belongs to the event loop.
 */
final class Leg extends ChannelInboundHandlerAdapter implements FrameSink {
  private static final long LINGER_MILLIS = 1500;

  private final Pair pair;
  private final Direction sends;
  private final Channel channel;
  private final InetSocketAddress remote;
  private final Framer framer = new Framer(this);
  private final Outbox outbox;
  private final long connectedAt;
  private LegState state = LegState.OPEN_AWAITED;
  private Open open;
  private Negotiated view;
  private long lastRead;
  private long readNanos;
  private long readMicros;

  /**
   * @param sends the direction that this end sends in
   */
  Leg(Pair pair, Direction sends, Channel channel, long now) {
    this.pair = pair;
    this.sends = sends;
    this.channel = channel;
    this.remote = (InetSocketAddress) channel.remoteAddress();
    this.outbox = new Outbox(channel, now);
    this.connectedAt = now;
    this.lastRead = now;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object read) {
    ByteBuf octets = (ByteBuf) read;
    try {
      if (state == LegState.ENDED) {
        return;
      }
      readNanos = pair.clock().nanos();
      readMicros = pair.clock().micros();
      lastRead = readNanos;
      framer.feed(octets);
      pair.read(sends);
    } finally {
      octets.release();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (state != LegState.ENDED) {
      pair.readComplete(sends);
    }
  }

  @Override
  public void message(ByteBuf from, int index, int length, int type) {
    if (!state.takes(type)) {
      framer.stop();
      pair.outOfPlace(sends, state, type);
      return;
    }
    if (type == MessageType.OPEN.code()) {
      byte[] message = new byte[length];
      from.getBytes(index, message);
      open = Open.parse(message);
    }
    state = state.after(type);
    pair.message(sends, from, index, length, type, readNanos, readMicros);
  }

  @Override
  public void broken(BgpError error) {
    pair.broken(sends, error);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    outbox.release();
    if (state != LegState.ENDED) {
      state = LegState.ENDED;
      pair.lost(sends, "closed by " + Addresses.text(remote));
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (state != LegState.ENDED) {
      if (cause instanceof RuntimeException || cause instanceof Error) {
        pair.failed(cause);
      } else {
        state = LegState.ENDED;
        pair.lost(sends, cause.getMessage());
      }
    }
    channel.close();
  }

  /** Reads, or leaves what comes with the kernel. */
  void reading(boolean on, long now) {
    if (channel.config().isAutoRead() != on) {
      channel.config().setAutoRead(on);
      lastRead = now;
    }
  }

  boolean reading() {
    return channel.config().isAutoRead();
  }

  /** Looks at nothing that comes any more, but does not close yet. */
  void ignore() {
    state = LegState.ENDED;
    framer.stop();
  }

  /**
   * Sends a last word and closes.
   *
   * @param notification whole message; {@code null} to close without a word
   */
  void finish(byte[] notification, long now) {
    ignore();
    if (!channel.isActive()) {
      outbox.release();
      channel.close();
      return;
    }
    if (notification != null) {
      outbox.put(notification, 0, notification.length, 0);
    }
    outbox.flush(now);
    channel.config().setAutoRead(true);
    Tls.endOutput(channel);
    channel.eventLoop().schedule(() -> channel.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** What both OPENs make of the session, as this end sees it. */
  void view(Negotiated negotiated) {
    view = negotiated;
    framer.extended(negotiated.extendedMessage());
  }

  /** The direction that it sends in. */
  Direction sends() {
    return sends;
  }

  Negotiated view() {
    return view;
  }

  /** The longest message of a type that this end takes. */
  int takes(int type) {
    return Header.maxLength(type, view != null && view.extendedMessage());
  }

  /** Hold time as this end sees it, nanoseconds; 0 for none, or while it is not known. */
  long holdNanos() {
    return view == null ? 0 : TimeUnit.SECONDS.toNanos(view.holdTime());
  }

  /** Its OPEN; {@code null} before. */
  Open open() {
    return open;
  }

  LegState state() {
    return state;
  }

  Outbox outbox() {
    return outbox;
  }

  InetSocketAddress remote() {
    return remote;
  }

  long connectedAt() {
    return connectedAt;
  }

  long lastRead() {
    return lastRead;
  }

  /** Sends a KEEPALIVE of the proxy's own. */
  void keepalive(long now) {
    outbox.put(KEEPALIVE, 0, KEEPALIVE.length, 0);
    outbox.flush(now);
  }

  private static final byte[] KEEPALIVE = Header.keepalive();

  /** The NOTIFICATION that its hold timer has expired. */
  static byte[] holdTimerExpired() {
    return Notification.encode(Notification.HOLD_TIMER_EXPIRED, 0);
  }
}
