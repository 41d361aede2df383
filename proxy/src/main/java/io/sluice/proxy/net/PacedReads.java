package io.sluice.proxy.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.sluice.bgp.Header;
import io.sluice.proxy.LegConfig;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Hands on so many messages a second. What is more waits here, at most what one read brought, and
 * behind it in the kernel and at the peer, whose TCP then stops. Where no message can be told, all
 * goes on as it came: who takes it knows what to say.
 */
final class PacedReads extends ChannelDuplexHandler {
  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

  private final LongSupplier nanos;
  private final double rate;
  private final double burst;
  private double tokens;
  private long refilled;
  private ByteBuf held = Unpooled.EMPTY_BUFFER;
  private boolean scheduled;
  private boolean wanted;

  /**
   * @param nanos the time
   * @param rate messages a second, of which as many may come at once
   */
  PacedReads(LongSupplier nanos, double rate) {
    this.nanos = nanos;
    this.rate = rate;
    this.burst = Math.ceil(rate);
    this.tokens = burst;
  }

  /** Paces what a connection brings, when its leg is to be. */
  static void pace(Channel channel, LegConfig leg) {
    if (leg.socket().rate() > 0) {
      channel.pipeline().addLast(new PacedReads(System::nanoTime, leg.socket().rate()));
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    refilled = nanos.getAsLong();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object read) {
    held = held.isReadable() ? Unpooled.wrappedBuffer(held, (ByteBuf) read) : whole((ByteBuf) read);
    hand(ctx);
  }

  private ByteBuf whole(ByteBuf read) {
    held.release();
    return read;
  }

  /** Hands on what may go now. */
  private void hand(ChannelHandlerContext ctx) {
    long now = nanos.getAsLong();
    tokens = Math.min(burst, tokens + (now - refilled) / NANOS * rate);
    refilled = now;
    while (ctx.channel().config().isAutoRead() && isWhole() && tokens >= 1) {
      tokens--;
      ctx.fireChannelRead(held.readRetainedSlice(length()));
    }
    if (isWhole() && !scheduled) {
      scheduled = true;
      long pause = (long) Math.ceil((1 - Math.min(1, tokens)) / rate * NANOS);
      ctx.executor().schedule(() -> again(ctx), Math.max(1, pause), TimeUnit.NANOSECONDS);
    }
  }

  private void again(ChannelHandlerContext ctx) {
    scheduled = false;
    if (ctx.isRemoved() || !ctx.channel().config().isAutoRead()) {
      // Goes on when somebody reads again.
      return;
    }
    hand(ctx);
    ctx.fireChannelReadComplete();
    if (wanted && !isWhole()) {
      wanted = false;
      ctx.read();
    }
  }

  /** The octets that go on together: a message, or all when there is none to be told. */
  private int length() {
    int length = held.getUnsignedShort(held.readerIndex() + Header.LENGTH_OFFSET);
    return length < Header.LENGTH ? held.readableBytes() : length;
  }

  private boolean isWhole() {
    return held.readableBytes() >= Header.LENGTH && held.readableBytes() >= length();
  }

  @Override
  public void read(ChannelHandlerContext ctx) {
    if (!isWhole()) {
      ctx.read();
      return;
    }
    wanted = true;
    if (!scheduled) {
      scheduled = true;
      ctx.executor().execute(() -> again(ctx));
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    // Nothing is gained by keeping back the last words of an end that is gone.
    if (held.isReadable()) {
      ctx.fireChannelRead(held.readRetainedSlice(held.readableBytes()));
    }
    ctx.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    held.release();
    held = Unpooled.EMPTY_BUFFER;
  }
}
