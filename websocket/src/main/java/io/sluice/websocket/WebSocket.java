package io.sluice.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket, of a client or a server. Its listener is called on its {@link #loop}; the methods
 * may be called from any thread, but for {@link #end}.
 *
 * <pre>
 *   connecting ──handshakes──► open ──close frame, silence, error, end──► closed
 * </pre>
 */
public final class WebSocket extends SimpleChannelInboundHandler<WebSocketFrame> {
  private static final Logger log = LoggerFactory.getLogger(WebSocket.class);

  private final WebSocketOptions options;
  private WebSocketListener listener;
  private Channel channel;
  private ByteBuf parts;
  private long heardNanos;
  private String why;
  private boolean orderly;
  private boolean opened;
  private volatile boolean closing;
  private volatile boolean over;

  /**
   * @param listener {@code null} until the handshake tells which one it is
   */
  WebSocket(WebSocketOptions options, WebSocketListener listener) {
    this.options = options;
    this.listener = listener;
  }

  /** How it was set up. */
  public WebSocketOptions options() {
    return options;
  }

  void listener(WebSocketListener admitted) {
    listener = admitted;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    channel = context.channel();
    loop()
        .schedule(
            () -> {
              if (!opened) {
                end("no handshake within " + options.timeout());
              }
            },
            options.timeout().toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** Its event loop. */
  public EventLoop loop() {
    return channel.eventLoop();
  }

  /** The other side. */
  public InetSocketAddress remote() {
    return (InetSocketAddress) channel.remoteAddress();
  }

  /** Whether what is written goes soon. */
  public boolean isWritable() {
    return channel.isWritable();
  }

  /** Writes a message, which goes with the next {@link #flush}. */
  public void write(ByteBuf octets, boolean text) {
    if (closing || over) {
      octets.release();
      return;
    }
    channel.write(
        text ? new TextWebSocketFrame(octets) : new BinaryWebSocketFrame(octets),
        channel.voidPromise());
  }

  /**
   * Sends what is written.
   *
   * @param sent run when the kernel has all of it, or never will
   */
  public void flush(Runnable sent) {
    channel
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(
            done -> {
              ChannelOutboundBuffer left = channel.unsafe().outboundBuffer();
              if (done.isSuccess() && left != null && left.totalPendingWriteBytes() > 0) {
                // More waits, so this went only because the other side reads.
                heardNanos = System.nanoTime();
              }
              sent.run();
            });
  }

  /** Asks to be told, by {@link WebSocketListener#marked}, when all before it has been read. */
  public void mark(long mark) {
    if (!closing && !over) {
      channel.writeAndFlush(new PingWebSocketFrame(channel.alloc().buffer(8).writeLong(mark)));
    }
  }

  /** Reads, or leaves what comes with the kernel. */
  public void reading(boolean on) {
    channel.config().setAutoRead(on);
  }

  /**
   * Says goodbye; closed when the other side has said it, too, behind what it still has to say.
   *
   * @param patience how long that may take
   */
  public void close(WebSocketCloseStatus status, Duration patience) {
    loop().execute(() -> goodbye(status, patience));
  }

  private void goodbye(WebSocketCloseStatus status, Duration patience) {
    if (over) {
      return;
    }
    channel.config().setAutoRead(true);
    if (!opened) {
      channel.close();
      return;
    }
    if (!closing) {
      closing = true;
      channel.writeAndFlush(new CloseWebSocketFrame(status));
    }
    loop().schedule(() -> channel.close(), patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Ends it without a word; on the loop. */
  public void end(String reason) {
    if (why == null) {
      why = reason;
    }
    channel.close();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
    if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE
        || event instanceof WebSocketServerProtocolHandler.HandshakeComplete) {
      opened = true;
      heardNanos = System.nanoTime();
      if (!options.ping().isZero()) {
        watch();
      }
      listener.opened(this);
    }
    super.userEventTriggered(context, event);
  }

  private void watch() {
    long tick = Math.max(1, options.ping().toMillis() / 2);
    loop().schedule(this::look, tick, TimeUnit.MILLISECONDS);
  }

  private void look() {
    if (over || closing) {
      return;
    }
    long now = System.nanoTime();
    if (!channel.config().isAutoRead()) {
      // It may have said much that nobody has read yet.
      heardNanos = now;
    }
    long silent = now - heardNanos;
    if (silent > 2 * options.ping().toNanos()) {
      end(
          "nothing came for "
              + TimeUnit.NANOSECONDS.toMillis(silent)
              + " ms, not even the answer to a ping");
      return;
    }
    if (silent > options.ping().toNanos()) {
      channel.writeAndFlush(new PingWebSocketFrame());
    }
    watch();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
    heardNanos = System.nanoTime();
    if (frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame) {
      if (frame.isFinalFragment()) {
        listener.message(frame.content());
      } else {
        parts = channel.alloc().buffer().writeBytes(frame.content());
      }
    } else if (frame instanceof ContinuationWebSocketFrame && parts != null) {
      more(frame);
    } else if (frame instanceof PongWebSocketFrame && frame.content().readableBytes() == 8) {
      listener.marked(frame.content().getLong(frame.content().readerIndex()));
    } else if (frame instanceof CloseWebSocketFrame close) {
      said(close);
    }
  }

  private void more(WebSocketFrame part) {
    if (parts.readableBytes() + part.content().readableBytes() > options.longest()) {
      tooLong();
      goodbye(WebSocketCloseStatus.MESSAGE_TOO_BIG, Duration.ofSeconds(1));
      return;
    }
    parts.writeBytes(part.content());
    if (part.isFinalFragment()) {
      ByteBuf whole = parts;
      parts = null;
      try {
        listener.message(whole);
      } finally {
        whole.release();
      }
    }
  }

  private void tooLong() {
    why = "a message of more than " + options.longest() + " octets came";
  }

  private void said(CloseWebSocketFrame close) {
    if (why == null) {
      int code = close.statusCode();
      String text = close.reasonText();
      orderly = code < 0 || code == WebSocketCloseStatus.NORMAL_CLOSURE.code();
      why =
          "it was closed"
              + (code < 0 ? "" : " with code " + code)
              + (text.isEmpty() ? "" : ": " + text);
    }
    if (closing) {
      channel.close();
    } else {
      closing = true;
      channel.writeAndFlush(close.retain()).addListener(ChannelFutureListener.CLOSE);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (opened) {
      listener.readComplete();
    }
    context.fireChannelReadComplete();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (opened && !over) {
      listener.writabilityChanged();
    }
    context.fireChannelWritabilityChanged();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (why == null) {
      if (Reasons.isTooLong(cause)) {
        tooLong();
      } else {
        why = Reasons.of(cause);
      }
    }
    // One that breaks the protocol is told so before it is closed.
    if (!Reasons.isProtocolError(cause)) {
      context.close();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    tell(why == null ? "the connection broke" : why);
    context.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    if (parts != null) {
      parts.release();
      parts = null;
    }
  }

  /** It is over; told once. */
  void tell(String reason) {
    if (!over) {
      over = true;
      if (listener != null) {
        listener.closed(reason, orderly);
      } else if (why != null) {
        log.info("a connection from {} came to nothing: {}", channel.remoteAddress(), why);
      }
    }
  }
}
