package io.sluice.proxy.net;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.sluice.websocket.Loops;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;

/** The event loops, and channels of their kind: native epoll where there is one, else NIO. */
public final class Transport implements AutoCloseable {
  private final boolean epoll = Epoll.isAvailable();
  private final EventLoopGroup loops;
  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

  /**
   * @param threads how many event loops
   */
  public Transport(int threads) {
    this.loops =
        new MultiThreadIoEventLoopGroup(
            threads,
            new DefaultThreadFactory("io.sluice.proxy.loop", true),
            epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
  }

  /** Whether it is native epoll, which alone can do TCP-MD5, TTL and GTSM. */
  public boolean epoll() {
    return epoll;
  }

  /** The next event loop in turn. */
  public EventLoop nextLoop() {
    return loops.next();
  }

  /** A channel that may connect to an address; not registered yet. */
  public Channel dialler(InetAddress to) {
    if (epoll) {
      return new EpollSocketChannel(family(to));
    }
    return new NioSocketChannel();
  }

  /** A channel that may listen on an address; the IPv6 wildcard takes IPv4 too. */
  public ServerChannel listener(InetAddress on) {
    if (epoll) {
      return new EpollServerSocketChannel(family(on));
    }
    return new NioServerSocketChannel();
  }

  /** The same for WebSockets. */
  Loops webLoops() {
    return epoll
        ? new Loops(loops, EpollSocketChannel.class, EpollServerSocketChannel.class)
        : new Loops(loops, NioSocketChannel.class, NioServerSocketChannel.class);
  }

  /** Knows a connection until it is closed. */
  void add(Channel connection) {
    connections.add(connection);
  }

  private static SocketProtocolFamily family(InetAddress address) {
    return address instanceof Inet4Address ? SocketProtocolFamily.INET : SocketProtocolFamily.INET6;
  }

  /** Gives the last words on connections time to arrive, then ends the threads. */
  @Override
  public void close() {
    connections.newCloseFuture().awaitUninterruptibly(2, TimeUnit.SECONDS);
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
  }
}
