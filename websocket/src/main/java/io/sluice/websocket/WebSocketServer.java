package io.sluice.websocket;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.net.InetSocketAddress;

/** Listens for WebSockets at one address. */
public final class WebSocketServer implements AutoCloseable {
  private static final int LONGEST_REQUEST = 1 << 16;

  private final Channel listening;

  private WebSocketServer(Channel listening) {
    this.listening = listening;
  }

  /**
   * Begins to listen; waits until it does.
   *
   * @param reception decides who is let in
   * @throws IllegalStateException if the address cannot be had
   */
  public static WebSocketServer bind(
      InetSocketAddress at, WebSocketOptions options, Loops loops, Reception reception) {
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loops.group())
            .channel(loops.server())
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel made) {
                    serve(made, options, reception);
                  }
                })
            .bind(at)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IllegalStateException(
          "cannot listen on "
              + at.getHostString()
              + ":"
              + at.getPort()
              + ": "
              + Reasons.of(bound.cause()),
          bound.cause());
    }
    return new WebSocketServer(bound.channel());
  }

  private static void serve(Channel made, WebSocketOptions options, Reception reception) {
    WebSocketServerProtocolConfig config =
        WebSocketServerProtocolConfig.newBuilder()
            .websocketPath("/")
            .checkStartsWith(true)
            .handshakeTimeoutMillis(options.timeout().toMillis())
            .handleCloseFrames(false)
            .dropPongFrames(false)
            .decoderConfig(
                WebSocketDecoderConfig.newBuilder()
                    .maxFramePayloadLength(options.longest())
                    .withUTF8Validator(false)
                    .build())
            .build();
    if (options.tls() != null) {
      made.pipeline().addLast(options.tls().newHandler(made.alloc()));
    }
    WebSocket socket = new WebSocket(options, null);
    made.pipeline()
        .addLast(
            new HttpServerCodec(),
            new HttpObjectAggregator(LONGEST_REQUEST),
            new Gate(reception, socket),
            new WebSocketServerProtocolHandler(config),
            socket);
  }

  /** Where it listens, with the real port. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listening.localAddress();
  }

  /** Listens no more; connections that there are stay. */
  @Override
  public void close() {
    listening.close();
  }
}
