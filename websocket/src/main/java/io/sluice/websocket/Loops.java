package io.sluice.websocket;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;

/**
 * Event loops, and the kinds of sockets that run on them.
 *
 * @param group the loops
 * @param socket what connects
 * @param server what listens
 */
public record Loops(
    EventLoopGroup group, Class<? extends Channel> socket, Class<? extends ServerChannel> server) {

  /** Loops of their own, with threads that keep no process alive. */
  public static Loops nio(int threads, String name) {
    return new Loops(
        new MultiThreadIoEventLoopGroup(
            threads, new DefaultThreadFactory(name, true), NioIoHandler.newFactory()),
        NioSocketChannel.class,
        NioServerSocketChannel.class);
  }
}
