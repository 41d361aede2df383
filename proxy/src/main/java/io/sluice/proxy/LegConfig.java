package io.sluice.proxy;

import io.netty.handler.ssl.SslContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * One end of a session: how its connection is made. Made by {@link #listen} or {@link #connect},
 * changed by the {@code with} methods, each of which returns a new one.
 *
 * @param kind whether to listen or to dial
 * @param address where to listen (port 0: any that is free), or whom to dial; a name is looked up
 *     before each attempt
 * @param bind address and port (0: any) to dial from; {@code null} for the system's choice
 * @param md5 key of TCP-MD5 (RFC 2385), 1 to 80 octets of UTF-8; {@code null} for none
 * @param ttl TTL or hop limit of what is sent, 1 to 255; 0 for the system's. With {@code gtsm}: how
 *     many hops the other end may be away, 0 or 1 for directly connected
 * @param gtsm whether to send with TTL 255 and refuse what has come further (RFC 5082)
 * @param peer when listening, the only remote address taken; {@code null} for any
 * @param timeout how long one attempt to connect may take; 0 for as long as the system has it
 * @param retryMin the pause after the first failed attempt; it doubles with each
 * @param retryMax the longest pause
 * @param tls what TLS goes by on the next connection: asked for each, when listening once; those
 *     that are equal give the same; {@code null} for no TLS
 * @param web how WebSocket is spoken, with another proxy; {@code null} for plain BGP
 * @param socket what is particular of its TCP connection
 */
public record LegConfig(
    Kind kind,
    InetSocketAddress address,
    InetSocketAddress bind,
    String md5,
    int ttl,
    boolean gtsm,
    InetAddress peer,
    Duration timeout,
    Duration retryMin,
    Duration retryMax,
    Supplier<SslContext> tls,
    WebLeg web,
    LegSocket socket) {

  /** How a connection is made. */
  public enum Kind {
    LISTEN,
    CONNECT
  }

  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final Duration RETRY_MIN = Duration.ofSeconds(1);
  private static final Duration RETRY_MAX = Duration.ofSeconds(30);
  private static final int MAX_KEY = 80;

  public LegConfig {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(address, "address");
    if (md5 != null) {
      int octets = md5.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
      if (octets < 1 || octets > MAX_KEY) {
        throw new IllegalArgumentException(
            "TCP-MD5 key of " + octets + " octets: 1 to 80 are wanted");
      }
    }
    if (ttl < 0 || ttl > 255) {
      throw new IllegalArgumentException("TTL " + ttl + ": 0 (the system's) to 255 is wanted");
    }
    if (kind == Kind.LISTEN && address.isUnresolved()) {
      throw new IllegalArgumentException(
          "cannot listen on " + address.getHostString() + ": no such address is known");
    }
    if (retryMin.isNegative() || retryMin.isZero() || retryMax.compareTo(retryMin) < 0) {
      throw new IllegalArgumentException(
          "retry after " + retryMin + " to " + retryMax + ": more than 0, then at least as much");
    }
    Objects.requireNonNull(socket, "socket");
    if (timeout.isNegative() || !timeout.isZero() && timeout.toMillis() < 1) {
      throw new IllegalArgumentException("timeout " + timeout + ": 0, or 1 ms or more, is wanted");
    }
  }

  /** One that listens, for any peer. */
  public static LegConfig listen(InetSocketAddress address) {
    return new LegConfig(
        Kind.LISTEN,
        address,
        null,
        null,
        0,
        false,
        null,
        TIMEOUT,
        RETRY_MIN,
        RETRY_MAX,
        null,
        null,
        LegSocket.USUAL);
  }

  /** One that dials. */
  public static LegConfig connect(InetSocketAddress address) {
    return new LegConfig(
        Kind.CONNECT,
        address,
        null,
        null,
        0,
        false,
        null,
        TIMEOUT,
        RETRY_MIN,
        RETRY_MAX,
        null,
        null,
        LegSocket.USUAL);
  }

  /** Dialling from an address. */
  public LegConfig withBind(InetSocketAddress from) {
    return new LegConfig(
        kind, address, from, md5, ttl, gtsm, peer, timeout, retryMin, retryMax, tls, web, socket);
  }

  /** With a TCP-MD5 key. */
  public LegConfig withMd5(String key) {
    return new LegConfig(
        kind, address, bind, key, ttl, gtsm, peer, timeout, retryMin, retryMax, tls, web, socket);
  }

  /** With a TTL. */
  public LegConfig withTtl(int hops) {
    return new LegConfig(
        kind, address, bind, md5, hops, gtsm, peer, timeout, retryMin, retryMax, tls, web, socket);
  }

  /** With the check that the other end is at most so many hops away. */
  public LegConfig withGtsm(int hops) {
    return new LegConfig(
        kind, address, bind, md5, hops, true, peer, timeout, retryMin, retryMax, tls, web, socket);
  }

  /** Taking one remote address only. */
  public LegConfig withPeer(InetAddress only) {
    return new LegConfig(
        kind, address, bind, md5, ttl, gtsm, only, timeout, retryMin, retryMax, tls, web, socket);
  }

  /** With other times. */
  public LegConfig withTimes(Duration attempt, Duration firstPause, Duration longestPause) {
    return new LegConfig(
        kind,
        address,
        bind,
        md5,
        ttl,
        gtsm,
        peer,
        attempt,
        firstPause,
        longestPause,
        tls,
        web,
        socket);
  }

  /** Inside of TLS. */
  public LegConfig withTls(Supplier<SslContext> context) {
    return new LegConfig(
        kind, address, bind, md5, ttl, gtsm, peer, timeout, retryMin, retryMax, context, web,
        socket);
  }

  /** Over WebSocket. */
  public LegConfig withWeb(WebLeg how) {
    return new LegConfig(
        kind, address, bind, md5, ttl, gtsm, peer, timeout, retryMin, retryMax, tls, how, socket);
  }

  /** With other settings of its TCP connection. */
  public LegConfig withSocket(LegSocket settings) {
    return new LegConfig(
        kind, address, bind, md5, ttl, gtsm, peer, timeout, retryMin, retryMax, tls, web, settings);
  }

  /** Whether it listens. */
  public boolean listens() {
    return kind == Kind.LISTEN;
  }

  /** The end in words; no key in it. */
  @Override
  public String toString() {
    String where = address.getHostString() + ":" + address.getPort();
    if (web != null) {
      return (listens() ? "listen " : "connect ")
          + (tls == null ? "ws://" : "wss://")
          + where
          + web.path();
    }
    String inside = tls == null ? "" : " with TLS";
    return listens()
        ? "listen " + where + inside + (peer == null ? "" : " for " + peer.getHostAddress())
        : "connect " + where + inside;
  }
}
