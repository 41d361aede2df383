package io.sluice.proxy.net;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;

/** TLS on a connection (RFC 8446, RFC 5246). To be used on the channel's event loop. */
public final class Tls {
  private Tls() {}

  /**
   * Shakes hands on a connection that reads nothing by itself. What the other end has sent right
   * behind its part of it waits until the connection is read.
   *
   * @param peer whom the certificate is to name, when dialling; {@code null} when taking
   * @param limit how long it may take
   * @param then hears {@code null} when it is done, else why it is not; the channel is closed then
   */
  static void start(
      Channel channel,
      SslContext context,
      InetSocketAddress peer,
      Duration limit,
      Consumer<String> then) {
    SslHandler tls =
        peer == null
            ? context.newHandler(channel.alloc())
            : context.newHandler(channel.alloc(), peer.getHostString(), peer.getPort());
    tls.setHandshakeTimeoutMillis(limit.toMillis());
    channel.pipeline().addLast(tls).addLast(new HeldReads());
    tls.handshakeFuture()
        .addListener(
            done -> {
              if (done.isSuccess()) {
                then.accept(null);
              } else {
                channel.close();
                then.accept(deepest(done.cause()));
              }
            });
    // Not through the whole pipeline: the octets behind the handshake would go out at its end.
    ChannelHandlerContext below = channel.pipeline().context(tls);
    if (below != null) {
      below.read();
    }
  }

  private static String deepest(Throwable cause) {
    Throwable at = cause;
    while (at.getCause() != null) {
      at = at.getCause();
    }
    return at.getMessage() == null ? at.getClass().getSimpleName() : at.getMessage();
  }

  /** Ends what is sent once all of it is, and tells the other end so. */
  public static void endOutput(Channel channel) {
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    (tls == null ? channel.writeAndFlush(Unpooled.EMPTY_BUFFER) : tls.closeOutbound())
        .addListener(done -> ((DuplexChannel) channel).shutdownOutput());
  }
}
