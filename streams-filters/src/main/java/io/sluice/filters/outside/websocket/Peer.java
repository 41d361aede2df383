package io.sluice.filters.outside.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.sluice.websocket.WebSocket;
import io.sluice.websocket.WebSocketListener;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whoever is at the other side of one WebSocket. Sends each message in a frame of its own; what
 * comes is gathered and handed on once for all that was read. Before it belongs to a channel, it
 * keeps what comes.
 */
final class Peer implements WebSocketListener {
  private static final Logger log = LoggerFactory.getLogger(WebSocketChannel.class);
  private static final int KEPT = 1 << 20;

  private final PeerHome home;
  private final boolean text;
  private final String path;
  private final AtomicLong pending = new AtomicLong();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private WebSocket socket;
  private WebSocketChannel channel;
  private long marked;
  private long toMark;
  private boolean bad;

  /**
   * @param home told when it is there, and when it has gone
   * @param text whether its messages are lines
   * @param path where it came to; empty if it was dialled
   */
  Peer(PeerHome home, boolean text, String path) {
    this.home = home;
    this.text = text;
    this.path = path;
  }

  String path() {
    return path;
  }

  /** Where it is, for the log. */
  String label() {
    return socket == null ? "" : String.valueOf(socket.remote());
  }

  @Override
  public void opened(WebSocket open) {
    socket = open;
    home.opened(this);
  }

  /** It belongs to a channel from now on; from any thread. */
  void join(WebSocketChannel to) {
    socket
        .loop()
        .execute(
            () -> {
              channel = to;
              readComplete();
            });
  }

  /**
   * Sends messages; from any thread.
   *
   * @param mark told to the channel once the other side has read them; 0 for nothing
   */
  void send(byte[] octets, long mark) {
    pending.addAndGet(octets.length);
    socket.loop().execute(() -> write(octets, mark));
  }

  private void write(byte[] octets, long mark) {
    for (int at = 0; at < octets.length; ) {
      int end = text ? FrameCuts.lineEnd(octets, at) : FrameCuts.messageEnd(octets, at);
      int octetsOfIt = text && octets[end - 1] == '\n' ? end - at - 1 : end - at;
      socket.write(Unpooled.wrappedBuffer(octets, at, octetsOfIt), text);
      at = end;
    }
    socket.flush(() -> pending.addAndGet(-octets.length));
    if (mark > 0) {
      toMark = mark;
      mark();
    }
  }

  /** One mark is on its way at a time: the next one stands for all in between. */
  private void mark() {
    if (marked == 0 && toMark > 0) {
      marked = toMark;
      toMark = 0;
      socket.mark(marked);
    }
  }

  @Override
  public void marked(long mark) {
    if (mark == marked) {
      marked = 0;
      if (channel != null) {
        channel.taken(mark);
      }
      mark();
    }
  }

  /** Octets that wait to be sent. */
  long pending() {
    return pending.get();
  }

  @Override
  public void message(ByteBuf octets) {
    byte[] all = new byte[octets.readableBytes()];
    octets.readBytes(all);
    if (!text && !FrameCuts.areMessages(all)) {
      if (!bad) {
        bad = true;
        log.warn("{} sends frames that are no whole BGP messages: left out", label());
      }
      return;
    }
    said.writeBytes(all);
    if (text && all.length > 0 && all[all.length - 1] != '\n') {
      said.write('\n');
    }
    if (channel == null && said.size() > KEPT) {
      reading(false);
    }
  }

  @Override
  public void readComplete() {
    if (channel != null && said.size() > 0) {
      byte[] all = said.toByteArray();
      said.reset();
      if (all.length > KEPT) {
        reading(true);
      }
      channel.said(this, all);
    }
  }

  void reading(boolean on) {
    socket.reading(on);
  }

  @Override
  public void closed(String why, boolean orderly) {
    readComplete();
    home.closed(this, why, orderly);
  }

  /** Says goodbye. */
  void close(WebSocketCloseStatus status, Duration patience) {
    socket.close(status, patience);
  }

  /** Ends it at once; from any thread. */
  void end(String why) {
    socket.loop().execute(() -> socket.end(why));
  }
}
