package io.sluice.proxy.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslContext;
import io.sluice.proxy.LegConfig;
import io.sluice.proxy.tunnel.LinkDialler;
import io.sluice.websocket.WebSocketOptions;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * Dials. Names are looked up, and the kernel's counters read, on a thread that may wait; all else
 * happens on the event loop of the session.
 */
public final class Dialler {
  private final Transport transport;
  private final Executor waiting;

  /** Hears of one attempt, on the event loop: exactly one of the two. */
  public interface Outcome {
    /** Connected; the channel reads nothing until it is told to. */
    void connected(Channel channel);

    /** Not connected, and why. */
    void failed(String why);
  }

  /** One attempt. To be used on its event loop. */
  public static final class Attempt {
    private boolean cancelled;
    private Channel channel;
    private LinkDialler link;

    /** Gives up; nobody hears of it any more. */
    public void cancel() {
      cancelled = true;
      if (channel != null) {
        channel.close();
      }
      if (link != null) {
        link.cancel();
      }
    }
  }

  /**
   * @param waiting runs what may wait
   */
  public Dialler(Transport transport, Executor waiting) {
    this.transport = transport;
    this.waiting = waiting;
  }

  /** Makes one attempt; on the event loop of the session, which hears of the outcome. */
  public Attempt dial(LegConfig leg, EventLoop loop, Outcome outcome) {
    Attempt attempt = new Attempt();
    if (leg.web() != null) {
      later(() -> link(leg, loop, attempt, outcome));
      return attempt;
    }
    later(
        () -> {
          Md5Statistics before = Md5Statistics.read();
          InetSocketAddress to = leg.address();
          try {
            if (to.isUnresolved()) {
              to = new InetSocketAddress(lookedUp(leg, to.getHostString()), to.getPort());
            }
          } catch (UnknownHostException e) {
            String name = to.getHostString();
            String of = leg.socket().onlyIpv4() ? "no IPv4 address of " : "no address of ";
            loop.execute(() -> tell(attempt, () -> outcome.failed(of + name)));
            return;
          }
          InetSocketAddress whom = to;
          SslContext tls;
          try {
            tls = leg.tls() == null ? null : leg.tls().get();
          } catch (RuntimeException e) {
            loop.execute(() -> tell(attempt, () -> outcome.failed(e.getMessage())));
            return;
          }
          loop.execute(
              () -> tell(attempt, () -> connect(leg, tls, whom, loop, before, attempt, outcome)));
        });
    return attempt;
  }

  private void link(LegConfig leg, EventLoop loop, Attempt attempt, Outcome outcome) {
    URI url;
    WebSocketOptions options;
    try {
      url = WebLegs.url(leg);
      options = WebLegs.options(leg);
    } catch (RuntimeException e) {
      loop.execute(() -> tell(attempt, () -> outcome.failed(e.getMessage())));
      return;
    }
    Consumer<Channel> connected =
        channel -> {
          transport.add(channel);
          if (attempt.cancelled) {
            channel.close();
          } else {
            attempt.channel = channel;
            outcome.connected(channel);
          }
        };
    loop.execute(
        () ->
            tell(
                attempt,
                () ->
                    attempt.link =
                        LinkDialler.dial(
                            url,
                            options,
                            transport.webLoops(),
                            loop,
                            connected,
                            why -> tell(attempt, () -> outcome.failed(why)))));
  }

  private void connect(
      LegConfig leg,
      SslContext tls,
      InetSocketAddress to,
      EventLoop loop,
      Md5Statistics before,
      Attempt attempt,
      Outcome outcome) {
    Channel channel = transport.dialler(to.getAddress());
    attempt.channel = channel;
    ChannelFuture connecting;
    try {
      SocketSetup.connection(channel, leg, transport.epoll());
      boolean ipv4 = to.getAddress().getAddress().length == 4;
      SocketSetup.hops(channel, leg, ipv4, !ipv4, transport.epoll());
      SocketSetup.dialKey(channel, to.getAddress(), leg.md5(), transport.epoll());
      channel.config().setOption(ChannelOption.SO_REUSEADDR, true);
      channel.config().setAutoRead(false);
      channel.config().setConnectTimeoutMillis((int) leg.timeout().toMillis());
      loop.register(channel);
      transport.add(channel);
      connecting = leg.bind() == null ? channel.connect(to) : channel.connect(to, leg.bind());
    } catch (RuntimeException e) {
      channel.unsafe().closeForcibly();
      outcome.failed(e.getMessage());
      return;
    }
    connecting.addListener(
        done -> {
          if (done.isSuccess()) {
            if (attempt.cancelled) {
              channel.close();
            } else if (tls == null) {
              PacedReads.pace(channel, leg);
              outcome.connected(channel);
            } else {
              Tls.start(channel, tls, named(leg, to), leg.timeout(), told(leg, attempt, outcome));
            }
            return;
          }
          channel.close();
          String reason = reason(done.cause());
          later(
              () -> {
                String dropped = Md5Statistics.read().since(before).words();
                String all = dropped.isEmpty() ? reason : reason + "; " + dropped;
                loop.execute(() -> tell(attempt, () -> outcome.failed(all)));
              });
        });
  }

  private static InetAddress lookedUp(LegConfig leg, String name) throws UnknownHostException {
    for (InetAddress address : InetAddress.getAllByName(name)) {
      if (!leg.socket().onlyIpv4() || address instanceof Inet4Address) {
        return address;
      }
    }
    throw new UnknownHostException(name);
  }

  /** Whom a certificate is to name: as it was written, not as it was looked up. */
  private static InetSocketAddress named(LegConfig leg, InetSocketAddress to) {
    return InetSocketAddress.createUnresolved(leg.address().getHostString(), to.getPort());
  }

  private static Consumer<String> told(LegConfig leg, Attempt attempt, Outcome outcome) {
    return why ->
        tell(
            attempt,
            () -> {
              if (why == null) {
                PacedReads.pace(attempt.channel, leg);
                outcome.connected(attempt.channel);
              } else {
                outcome.failed(why);
              }
            });
  }

  private void later(Runnable task) {
    try {
      waiting.execute(task);
    } catch (RejectedExecutionException e) {
      // The proxy is being closed: nobody waits for this attempt.
    }
  }

  private static void tell(Attempt attempt, Runnable what) {
    if (!attempt.cancelled) {
      what.run();
    }
  }

  private static String reason(Throwable cause) {
    String text = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    boolean silent = cause instanceof ConnectException && text.contains("timed out");
    return silent ? "no answer in time" : text;
  }
}
