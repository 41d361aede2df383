package io.sluice.websocket;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** Dials WebSockets. */
public final class WebSocketClient {
  private static final int LONGEST_ANSWER = 1 << 16;
  private static final int HTTPS = 443;
  private static final int HTTP = 80;

  /** Looks up names, which may take long. */
  private static final Executor NAMES =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "sluice-websocket-names");
            thread.setDaemon(true);
            return thread;
          });

  private WebSocketClient() {}

  /**
   * Makes one attempt; whatever becomes of it, the listener hears.
   *
   * @param url ws or wss, host, and all else that there is to say
   * @param loops what kind of socket
   * @param loop where it is to run
   */
  public static void connect(
      URI url, WebSocketOptions options, Loops loops, EventLoop loop, WebSocketListener listener) {
    // An IPv6 address stands in brackets in a URL, and without them in a certificate.
    String host = url.getHost().replaceAll("[\\[\\]]", "");
    int port = url.getPort() > 0 ? url.getPort() : url.getScheme().equals("wss") ? HTTPS : HTTP;
    NAMES.execute(
        () -> {
          try {
            InetSocketAddress to = new InetSocketAddress(InetAddress.getByName(host), port);
            dial(url, host, to, options, loops, loop, listener);
          } catch (UnknownHostException e) {
            loop.execute(() -> listener.closed("no address of " + host, false));
          }
        });
  }

  private static void dial(
      URI url,
      String host,
      InetSocketAddress to,
      WebSocketOptions options,
      Loops loops,
      EventLoop loop,
      WebSocketListener listener) {
    HttpHeaders headers = new DefaultHttpHeaders();
    headers.set(HttpHeaderNames.USER_AGENT, "sluice");
    options.headers().forEach(headers::set);
    if (options.credentials() != null) {
      headers.set(HttpHeaderNames.AUTHORIZATION, BasicAuth.header(options.credentials()));
    }
    WebSocketClientProtocolConfig config =
        WebSocketClientProtocolConfig.newBuilder()
            .webSocketUri(url)
            .customHeaders(headers)
            .maxFramePayloadLength(options.longest())
            .handshakeTimeoutMillis(options.timeout().toMillis())
            .handleCloseFrames(false)
            .dropPongFrames(false)
            // Text that is none costs its message, not the connection.
            .withUTF8Validator(false)
            .build();
    WebSocket socket = new WebSocket(options, listener);
    new Bootstrap()
        .group(loop)
        .channel(loops.socket())
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) options.timeout().toMillis())
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.SO_KEEPALIVE, true)
        .handler(
            new ChannelInitializer<>() {
              @Override
              protected void initChannel(Channel made) {
                if (options.tls() != null) {
                  made.pipeline()
                      .addLast(options.tls().newHandler(made.alloc(), host, to.getPort()));
                }
                made.pipeline()
                    .addLast(
                        new HttpClientCodec(),
                        new HttpObjectAggregator(LONGEST_ANSWER),
                        new WebSocketClientProtocolHandler(config),
                        socket);
              }
            })
        .connect(to)
        .addListener(
            connecting -> {
              if (connecting.cause() != null) {
                socket.tell(Reasons.of(connecting.cause()));
              }
            });
  }
}
