package io.sluice.proxy.net;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.sluice.proxy.LegConfig;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;

/** What is set on the sockets of a leg. */
final class SocketSetup {
  private static final int READ_LEAST = 2048;
  private static final int READ_FIRST = 32 << 10;
  private static final int READ_MOST = 256 << 10;
  private static final int IPPROTO_IP = 0;
  private static final int IPPROTO_IPV6 = 41;
  private static final int MAX_TTL = 255;

  /** Seconds; Linux takes no more. */
  private static final int MAX_KEEPALIVE = 32_767;

  private static final ChannelOption<Integer> TTL = new IntegerUnixChannelOption("IP_TTL", 0, 2);
  private static final ChannelOption<Integer> MIN_TTL =
      new IntegerUnixChannelOption("IP_MINTTL", IPPROTO_IP, 21);
  private static final ChannelOption<Integer> HOPS =
      new IntegerUnixChannelOption("IPV6_UNICAST_HOPS", IPPROTO_IPV6, 16);
  private static final ChannelOption<Integer> MIN_HOPS =
      new IntegerUnixChannelOption("IPV6_MINHOPCOUNT", IPPROTO_IPV6, 73);

  private SocketSetup() {}

  /** Options of every connection, dialled or accepted; before it is registered. */
  static void connection(Channel channel, LegConfig leg, boolean epoll) {
    channel.config().setOption(ChannelOption.TCP_NODELAY, true);
    keepalive(channel, leg.socket().keepalive(), epoll);
    channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
    channel.config().setAllocator(PooledByteBufAllocator.DEFAULT);
    channel
        .config()
        .setRecvByteBufAllocator(
            new AdaptiveRecvByteBufAllocator(READ_LEAST, READ_FIRST, READ_MOST));
  }

  /** TCP's own question whether the other end is there; without epoll it is asked after hours. */
  private static void keepalive(Channel channel, Duration every, boolean epoll) {
    channel.config().setOption(ChannelOption.SO_KEEPALIVE, !every.isNegative());
    if (epoll && !every.isNegative() && !every.isZero()) {
      int seconds = (int) Math.max(1, Math.min(MAX_KEEPALIVE, every.toSeconds()));
      channel.config().setOption(EpollChannelOption.TCP_KEEPIDLE, seconds);
      channel.config().setOption(EpollChannelOption.TCP_KEEPINTVL, seconds);
    }
  }

  /**
   * Sets TTL and GTSM of a leg.
   *
   * @param inet4 whether IPv4 is spoken on the channel
   * @param inet6 whether IPv6 is
   * @throws IllegalStateException if the transport cannot
   */
  static void hops(Channel channel, LegConfig leg, boolean inet4, boolean inet6, boolean epoll) {
    if (leg.ttl() == 0 && !leg.gtsm()) {
      return;
    }
    sendHops(channel, leg, inet4, inet6, epoll);
    if (leg.gtsm()) {
      int least = MAX_TTL + 1 - Math.max(1, leg.ttl());
      if (inet4) {
        channel.config().setOption(MIN_TTL, least);
      }
      if (inet6) {
        channel.config().setOption(MIN_HOPS, least);
      }
    }
  }

  /** Sets only the TTL of what is sent. */
  static void sendHops(
      Channel channel, LegConfig leg, boolean inet4, boolean inet6, boolean epoll) {
    if (leg.ttl() == 0 && !leg.gtsm()) {
      return;
    }
    need(epoll, "TTL and GTSM");
    int send = leg.gtsm() ? MAX_TTL : leg.ttl();
    if (inet4) {
      channel.config().setOption(TTL, send);
    }
    if (inet6) {
      channel.config().setOption(HOPS, send);
    }
  }

  /** Sets the key with which a peer is dialled. */
  static void dialKey(Channel channel, InetAddress peer, String key, boolean epoll) {
    if (key == null) {
      return;
    }
    need(epoll, "TCP-MD5");
    channel
        .config()
        .setOption(TcpMd5.OPTION, TcpMd5.key(peer, !(peer instanceof Inet4Address), key));
  }

  /**
   * Sets or takes away the key of a listener for one peer or for all.
   *
   * @param on the address that is listened on
   * @param peer whose key; {@code null} for everybody's
   */
  static void listenKey(
      ServerChannel channel, InetAddress on, InetAddress peer, String key, boolean epoll) {
    need(epoll, "TCP-MD5");
    boolean inet6 = !(on instanceof Inet4Address);
    if (peer != null) {
      channel.config().setOption(TcpMd5.OPTION, TcpMd5.key(peer, inet6, key));
      return;
    }
    channel.config().setOption(TcpMd5.OPTION, TcpMd5.anyKey(!inet6, inet6, key));
    if (inet6 && on.isAnyLocalAddress()) {
      channel.config().setOption(TcpMd5.OPTION, TcpMd5.anyKey(true, true, key));
    }
  }

  private static void need(boolean epoll, String what) {
    if (!epoll) {
      throw new IllegalStateException(
          what + " needs Linux and Netty's native epoll, which could not be loaded here");
    }
  }
}
