package io.sluice.proxy.net;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Holds what a handshake has read beyond its end until somebody reads the connection, and is out of
 * the way from then on.
 */
final class HeldReads extends ChannelDuplexHandler {
  private final Queue<Object> held = new ArrayDeque<>();

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object read) {
    held.add(read);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    // Follows what is held.
  }

  @Override
  public void read(ChannelHandlerContext ctx) {
    ctx.pipeline().remove(this);
    ctx.read();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    if (held.isEmpty()) {
      return;
    }
    for (Object read = held.poll(); read != null; read = held.poll()) {
      ctx.fireChannelRead(read);
    }
    ctx.fireChannelReadComplete();
  }
}
