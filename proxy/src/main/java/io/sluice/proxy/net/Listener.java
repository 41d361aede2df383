package io.sluice.proxy.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ServerChannel;
import io.netty.handler.ssl.SslContext;
import io.sluice.proxy.LegConfig;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One address that is listened on, for one session or for several, told apart by their peers. */
final class Listener {
  private static final Logger log = LoggerFactory.getLogger(Listener.class);
  private static final int BACKLOG = 256;
  private static final Duration HANDSHAKE = Duration.ofSeconds(10);

  private final Transport transport;
  private final InetSocketAddress address;
  private final ServerChannel channel;
  private final Map<InetAddress, Entry> byPeer = new ConcurrentHashMap<>();
  private volatile Entry any;

  /**
   * Whoever listens here.
   *
   * @param tls {@code null} for none
   */
  private record Entry(LegConfig leg, Taker taker, SslContext tls) {}

  /** One that listens already when this returns. */
  Listener(Transport transport, InetSocketAddress address) {
    this.transport = transport;
    this.address = address;
    this.channel = transport.listener(address.getAddress());
    channel.config().setOption(ChannelOption.SO_REUSEADDR, true);
    channel.config().setOption(ChannelOption.SO_BACKLOG, BACKLOG);
  }

  /**
   * Begins to listen; what is to hold for the first connection is set before.
   *
   * @throws IllegalStateException if the address cannot be had
   */
  void bind() {
    channel.pipeline().addLast(new Acceptor());
    ChannelFuture bound =
        transport.nextLoop().register(channel).awaitUninterruptibly().channel().bind(address);
    bound.awaitUninterruptibly();
    if (!bound.isSuccess()) {
      channel.close();
      throw new IllegalStateException(
          "cannot listen on "
              + address.getHostString()
              + ":"
              + address.getPort()
              + ": "
              + bound.cause().getMessage(),
          bound.cause());
    }
  }

  InetSocketAddress address() {
    return (InetSocketAddress) channel.localAddress();
  }

  /** Whether it has a key for anybody. */
  synchronized boolean keyed() {
    Entry all = any;
    return all != null && all.leg.md5() != null
        || byPeer.values().stream().anyMatch(entry -> entry.leg.md5() != null);
  }

  /** Takes a leg in; false when another one has this peer already. */
  synchronized boolean add(LegConfig leg, Taker taker) {
    Entry entry = new Entry(leg, taker, leg.tls() == null ? null : leg.tls().get());
    if (leg.peer() == null ? any != null : byPeer.containsKey(leg.peer())) {
      return false;
    }
    InetAddress on = address.getAddress();
    boolean epoll = transport.epoll();
    if (leg.md5() != null) {
      SocketSetup.listenKey(channel, on, leg.peer(), leg.md5(), epoll);
    }
    // What answers a SYN is sent by the listener, with its TTL; the rest is set on the connection.
    boolean inet4 = on instanceof Inet4Address || on.isAnyLocalAddress();
    SocketSetup.sendHops(channel, leg, inet4, on instanceof Inet6Address, epoll);
    if (leg.peer() == null) {
      any = entry;
    } else {
      byPeer.put(leg.peer(), entry);
    }
    return true;
  }

  /** Lets a leg go; true when no leg is left. */
  synchronized boolean remove(LegConfig leg) {
    if (leg.md5() != null) {
      SocketSetup.listenKey(channel, address.getAddress(), leg.peer(), null, transport.epoll());
    }
    if (leg.peer() == null) {
      any = null;
    } else {
      byPeer.remove(leg.peer());
    }
    return any == null && byPeer.isEmpty();
  }

  void close() {
    channel.close().awaitUninterruptibly();
  }

  private final class Acceptor extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object accepted) {
      Channel child = (Channel) accepted;
      InetAddress peer = ((InetSocketAddress) child.remoteAddress()).getAddress();
      Entry entry = byPeer.getOrDefault(peer, any);
      if (entry == null) {
        log.warn("{} dialled {}: no session is set up for it, refused", peer, address);
        child.unsafe().closeForcibly();
        return;
      }
      try {
        SocketSetup.connection(child, entry.leg, transport.epoll());
        boolean ipv4 = peer instanceof Inet4Address;
        SocketSetup.hops(child, entry.leg, ipv4, !ipv4, transport.epoll());
        child.config().setAutoRead(false);
        transport.add(child);
        entry.taker.loop().execute(() -> taken(entry, child));
      } catch (RuntimeException e) {
        log.warn("{} dialled {}: {}", peer, address, e.toString());
        child.unsafe().closeForcibly();
      }
    }

    private void taken(Entry entry, Channel child) {
      if (entry.tls == null) {
        PacedReads.pace(child, entry.leg);
        entry.taker.take(child);
        return;
      }
      SocketAddress peer = child.remoteAddress();
      entry.taker.loop().register(child);
      Tls.start(
          child,
          entry.tls,
          null,
          HANDSHAKE,
          why -> {
            if (why == null) {
              PacedReads.pace(child, entry.leg);
              entry.taker.take(child);
            } else {
              log.warn("{} dialled {}: no TLS: {}", peer, address, why);
            }
          });
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      log.warn("listening on {}: {}", address, cause.toString());
    }
  }
}
