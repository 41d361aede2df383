package io.sluice.websocket;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.InetSocketAddress;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets requests of a server through to the handshake, or refuses them. */
final class Gate extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final Logger log = LoggerFactory.getLogger(WebSocketServer.class);
  private static final int FORBIDDEN = 403;
  private static final int UNAUTHORIZED = 401;
  private static final int UPGRADE_REQUIRED = 426;

  private final Reception reception;
  private final WebSocket socket;

  Gate(Reception reception, WebSocket socket) {
    super(false);
    this.reception = reception;
    this.socket = socket;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    Admission admission = admission(context, request);
    if (admission.isLetIn()) {
      socket.listener(admission.listener());
      context.fireChannelRead(request);
      return;
    }
    log.warn(
        "a request from {} for {} is refused: {}",
        context.channel().remoteAddress(),
        request.uri(),
        admission.why());
    request.release();
    FullHttpResponse answer =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(admission.status()),
            ByteBufUtil.writeUtf8(context.alloc(), admission.why() + "\n"));
    answer
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
        .set(HttpHeaderNames.CONTENT_LENGTH, answer.content().readableBytes())
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    if (admission.status() == UNAUTHORIZED) {
      answer.headers().set(HttpHeaderNames.WWW_AUTHENTICATE, "Basic realm=\"sluice\"");
    }
    if (admission.status() == UPGRADE_REQUIRED) {
      answer.headers().set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET);
    }
    context.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
  }

  private Admission admission(ChannelHandlerContext context, FullHttpRequest request) {
    String origin = request.headers().get(HttpHeaderNames.ORIGIN);
    String host = request.headers().get(HttpHeaderNames.HOST, "");
    if (!request.headers().containsValue(HttpHeaderNames.UPGRADE, "websocket", true)) {
      return Admission.refused(UPGRADE_REQUIRED, "only WebSocket is spoken here");
    }
    if (origin != null && !host.equalsIgnoreCase(authority(origin))) {
      // A page of somebody else's, in the browser of somebody who may come here.
      return Admission.refused(FORBIDDEN, "it comes from a page of " + origin);
    }
    return reception.admit(
        new QueryStringDecoder(request.uri()).path(),
        request.headers().get(HttpHeaderNames.AUTHORIZATION),
        (InetSocketAddress) context.channel().remoteAddress());
  }

  private static String authority(String origin) {
    try {
      return String.valueOf(URI.create(origin).getAuthority());
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
