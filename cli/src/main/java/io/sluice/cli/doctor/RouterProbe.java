package io.sluice.cli.doctor;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.sluice.bgp.Header;
import io.sluice.bgp.MessageType;
import io.sluice.bgp.Notification;
import io.sluice.bgp.Open;
import io.sluice.proxy.LegConfig;
import io.sluice.proxy.net.Dialler;
import io.sluice.proxy.net.Transport;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Knocks at a router's door as a proxy would, with its address, password and TTL, listens a moment
 * to what it says, and hangs up. It says nothing itself: an OPEN would begin a session, and could
 * end one that stands (RFC 4271, section 6.8).
 */
final class RouterProbe implements AutoCloseable {
  private static final Duration LISTEN = Duration.ofMillis(700);

  private final Transport transport = new Transport(1);
  private final ExecutorService waiting = Executors.newCachedThreadPool();
  private final Dialler dialler = new Dialler(transport, waiting);

  /** What came of it. */
  enum Result {
    /** It sent an OPEN: it knows this address as a neighbour. */
    OPEN,
    /** It took the connection and waits for an OPEN. */
    SILENT,
    /** It sent a NOTIFICATION. */
    NOTIFICATION,
    /** It took the connection and hung up. */
    HUNG_UP,
    /** It said something that is not BGP. */
    FOREIGN,
    /** It refused the connection. */
    REFUSED,
    /** Nothing came back. */
    UNANSWERED,
    /** No connection could be tried, as from an address that this machine has not. */
    FAILED
  }

  /**
   * What was heard.
   *
   * @param text more about it, in words
   */
  record Heard(Result result, String text) {
    /** Whether anything came back at all. */
    boolean isAnswer() {
      return result != Result.UNANSWERED && result != Result.FAILED;
    }
  }

  /**
   * Knocks; what is heard comes later, and it does come.
   *
   * @param patience longest wait for a connection, unless that of the leg is shorter
   */
  CompletableFuture<Heard> knock(LegConfig leg, Duration patience) {
    CompletableFuture<Heard> heard = new CompletableFuture<>();
    Duration longest = leg.timeout().compareTo(patience) < 0 ? leg.timeout() : patience;
    dialler.dial(
        leg.withTimes(longest, leg.retryMin(), leg.retryMax()),
        transport.nextLoop(),
        new Dialler.Outcome() {
          @Override
          public void connected(Channel channel) {
            channel.pipeline().addLast(new Ear(heard));
            channel.config().setAutoRead(true);
            channel
                .eventLoop()
                .schedule(
                    () -> {
                      heard.complete(new Heard(Result.SILENT, ""));
                      channel.close();
                    },
                    LISTEN.toMillis(),
                    TimeUnit.MILLISECONDS);
          }

          @Override
          public void failed(String why) {
            heard.complete(new Heard(failure(why), why));
          }
        });
    return heard;
  }

  private static Result failure(String why) {
    if (why.contains("refused")) {
      return Result.REFUSED;
    }
    return why.contains("no answer in time") ? Result.UNANSWERED : Result.FAILED;
  }

  /** Listens for the first message. */
  private static final class Ear extends ChannelInboundHandlerAdapter {
    private final CompletableFuture<Heard> heard;
    private byte[] octets = {};

    Ear(CompletableFuture<Heard> heard) {
      this.heard = heard;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object in) {
      ByteBuf more = (ByteBuf) in;
      int before = octets.length;
      octets = java.util.Arrays.copyOf(octets, before + more.readableBytes());
      more.readBytes(octets, before, octets.length - before);
      more.release();
      Heard said = said();
      if (said != null) {
        heard.complete(said);
        ctx.close();
      }
    }

    /** What the octets are; {@code null} while more of them are needed. */
    private Heard said() {
      for (int i = 0; i < Math.min(octets.length, Header.MARKER_LENGTH); i++) {
        if (octets[i] != -1) {
          return new Heard(Result.FOREIGN, printable());
        }
      }
      if (octets.length < Header.LENGTH) {
        return null;
      }
      int length =
          (octets[Header.LENGTH_OFFSET] & 0xff) << 8 | octets[Header.LENGTH_OFFSET + 1] & 0xff;
      if (octets.length < length) {
        return null;
      }
      byte[] message = java.util.Arrays.copyOf(octets, Math.max(length, Header.LENGTH));
      int type = message[Header.TYPE_OFFSET];
      if (type == MessageType.OPEN.code()) {
        Open open = Open.parse(message);
        return new Heard(Result.OPEN, "AS " + open.asn() + ", identifier " + open.routerId());
      }
      if (type == MessageType.NOTIFICATION.code()) {
        return new Heard(Result.NOTIFICATION, Notification.describe(message));
      }
      return new Heard(Result.FOREIGN, "a BGP message of type " + type);
    }

    private String printable() {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < Math.min(octets.length, 40); i++) {
        text.append(octets[i] >= ' ' && octets[i] < 127 ? (char) octets[i] : '.');
      }
      return "\"" + text + "\"";
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      heard.complete(new Heard(Result.HUNG_UP, ""));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      heard.complete(new Heard(Result.HUNG_UP, String.valueOf(cause.getMessage())));
      ctx.close();
    }
  }

  @Override
  public void close() {
    transport.close();
    waiting.shutdownNow();
  }
}
