package io.sluice.mrt.feed;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The WebSocket of RIS Live: a message of JSON to each of its messages. Pings are answered. All
 * that came before a connection broke is delivered, which the client of the JDK does not do.
 */
final class RisSocket extends SimpleChannelInboundHandler<WebSocketFrame> implements RisConnection {
  /** A longer frame ends the connection; a message of several is read whatever its length. */
  private static final int LONGEST_FRAME = 16 << 20;

  private static final int LONGEST_ANSWER = 1 << 16;
  private static final long GOODBYE_MILLIS = 500;
  private static final int HTTPS = 443;
  private static final int HTTP = 80;

  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("ris-live", true), NioIoHandler.newFactory());
  private final CompletableFuture<Void> opened = new CompletableFuture<>();
  private final Inbox inbox;
  private final ByteArrayOutputStream text = new ByteArrayOutputStream();
  private long length;
  private String ending = "the connection broke";
  private volatile Channel channel;

  private RisSocket(Inbox inbox) {
    this.inbox = inbox;
  }

  static RisSocket open(RisLiveOptions options, Inbox inbox)
      throws IOException, InterruptedException {
    RisSocket made = new RisSocket(inbox);
    try {
      made.connect(options);
      Waiting.until(made.opened, options.timeout());
      String subscribe = "{\"type\":\"ris_subscribe\",\"data\":" + options.subscription() + "}";
      made.channel.writeAndFlush(new TextWebSocketFrame(subscribe));
      return made;
    } catch (IOException | InterruptedException e) {
      made.close();
      throw e;
    }
  }

  private void connect(RisLiveOptions options) throws IOException {
    URI url = options.url();
    boolean secure = url.getScheme().equals("wss");
    SslContext tls = secure ? SslContextBuilder.forClient().build() : null;
    int port = url.getPort() > 0 ? url.getPort() : secure ? HTTPS : HTTP;
    WebSocketClientProtocolConfig config =
        WebSocketClientProtocolConfig.newBuilder()
            .webSocketUri(url)
            .customHeaders(new DefaultHttpHeaders().add("User-Agent", "sluice"))
            .maxFramePayloadLength(LONGEST_FRAME)
            .handshakeTimeoutMillis(options.timeout().toMillis())
            .handleCloseFrames(false)
            .dropPongFrames(false)
            // Text that is none costs its message, not the connection.
            .withUTF8Validator(false)
            .build();
    new Bootstrap()
        .group(group)
        .channel(NioSocketChannel.class)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) options.timeout().toMillis())
        .handler(
            new ChannelInitializer<>() {
              @Override
              protected void initChannel(Channel made) {
                channel = made;
                if (tls != null) {
                  made.pipeline().addLast(tls.newHandler(made.alloc(), url.getHost(), port));
                }
                made.pipeline()
                    .addLast(
                        new HttpClientCodec(),
                        new HttpObjectAggregator(LONGEST_ANSWER),
                        new WebSocketClientProtocolHandler(config),
                        RisSocket.this);
              }
            })
        .connect(url.getHost(), port)
        .addListener(
            connecting -> {
              if (connecting.cause() != null) {
                opened.completeExceptionally(connecting.cause());
              }
            });
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
    if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
      opened.complete(null);
    }
    super.userEventTriggered(context, event);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
    inbox.heard();
    if (frame instanceof TextWebSocketFrame || frame instanceof ContinuationWebSocketFrame) {
      take(frame);
    } else if (frame instanceof CloseWebSocketFrame close) {
      String reason = close.reasonText();
      ending =
          "it was closed, code " + close.statusCode() + (reason.isEmpty() ? "" : ": " + reason);
      context.close();
    }
    if (inbox.size() >= Inbox.AHEAD) {
      context.channel().config().setAutoRead(false);
      taken();
    }
  }

  private void take(WebSocketFrame part) {
    int octets = part.content().readableBytes();
    length += octets;
    if (length <= Frame.LONGEST) {
      byte[] more = new byte[octets];
      part.content().readBytes(more);
      text.writeBytes(more);
    }
    if (part.isFinalFragment()) {
      inbox.add(length > Frame.LONGEST ? Frame.tooLong(length) : Frame.of(text.toByteArray()));
      text.reset();
      length = 0;
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    ending = Waiting.reason(cause);
    opened.completeExceptionally(cause);
    context.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    opened.completeExceptionally(new IOException(ending));
    if (length > 0) {
      inbox.add(Frame.torn(length));
    }
    inbox.end(ending);
  }

  @Override
  public void taken() {
    if (inbox.size() < Inbox.AHEAD) {
      channel.config().setAutoRead(true);
    }
  }

  @Override
  public void probe() {
    channel.writeAndFlush(new PingWebSocketFrame());
  }

  @Override
  public void close() {
    Channel made = channel;
    if (made != null) {
      // The process may end right behind this: the goodbye is to be out by then.
      made.writeAndFlush(new CloseWebSocketFrame())
          .addListener(ChannelFutureListener.CLOSE)
          .awaitUninterruptibly(GOODBYE_MILLIS);
    }
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
