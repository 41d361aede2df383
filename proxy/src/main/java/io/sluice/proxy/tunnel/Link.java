package io.sluice.proxy.tunnel;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.util.concurrent.ScheduledFuture;
import io.sluice.websocket.WebSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of BGP, over one WebSocket after another. Belongs to the event loop of its
 * channel.
 *
 * <pre>
 *   attached ──cut──► detached ──another WebSocket, RESUME──► attached ..
 *                        │
 *                     LIMIT passes, or it cannot go on: the channel is told, and closed
 * </pre>
 */
final class Link {
  private static final Logger log = LoggerFactory.getLogger(Link.class);

  /** How long a cut may last. Hold times, which are seldom longer, end a session before. */
  static final Duration LIMIT = Duration.ofMinutes(4);

  /** How long the last words may take to arrive, once nobody waits for an answer to them. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(10);

  private static final Duration GOODBYE = Duration.ofSeconds(1);
  private static final int TELL_AFTER = LinkFrame.WINDOW / 8;

  private final LinkId id;
  private final String label;
  private final LinkState state = new LinkState();
  private final LinkChannel channel;
  private final EventLoop loop;
  private WebSocket socket;
  private ScheduledFuture<?> limit;
  private boolean over;
  private Runnable onOver = () -> {};

  /**
   * @param label what it is called in the log
   * @param remote the address of the other end
   */
  Link(LinkId id, String label, EventLoop loop, InetSocketAddress remote) {
    this.id = id;
    this.label = label;
    this.loop = loop;
    this.channel = new LinkChannel(this, remote);
  }

  LinkId id() {
    return id;
  }

  LinkChannel channel() {
    return channel;
  }

  EventLoop loop() {
    return loop;
  }

  boolean isOver() {
    return over;
  }

  boolean isAttached() {
    return socket != null;
  }

  long received() {
    return state.received();
  }

  /** Called once it is over. */
  void onOver(Runnable task) {
    onOver = task;
  }

  /**
   * Goes on over a WebSocket, on which greetings have been exchanged.
   *
   * @param otherReceived how many octets the other end has got
   */
  void attach(WebSocket to, long otherReceived) {
    if (socket != null && socket != to) {
      // The other end has noticed the cut earlier.
      socket.close(WebSocketCloseStatus.NORMAL_CLOSURE, Duration.ZERO);
    }
    boolean again = limit != null || socket != null;
    stopLimit();
    socket = to;
    if (!state.resume(otherReceived)) {
      fail(
          otherReceived < 0
              ? "the other end does not know the connection any more"
              : "cannot go on: the other end has got " + otherReceived + " octets");
      return;
    }
    if (again) {
      log.info("{}: link {} goes on", label, id);
    }
    tell();
    pump();
    if (!channel.isOpen()) {
      limit(LAST_WORDS, "nobody takes the last words");
    }
  }

  /** The WebSocket is gone. */
  void detached(WebSocket from, String why, boolean orderly) {
    if (over || socket != from) {
      return;
    }
    socket = null;
    if (!channel.isOpen() && (orderly || state.isDone())) {
      // The other end has done with it, too.
      finish();
      return;
    }
    log.warn("{}: link {} is cut: {}", label, id, why);
    limit(channel.isOpen() ? LIMIT : LAST_WORDS, "cut for " + LIMIT.toSeconds() + " s: " + why);
  }

  private void limit(Duration most, String why) {
    stopLimit();
    limit = loop.schedule(() -> fail(why), most.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void stopLimit() {
    if (limit != null) {
      limit.cancel(false);
      limit = null;
    }
  }

  /** A frame came over a WebSocket, behind the greetings. */
  void frame(WebSocket from, ByteBuf frame) {
    if (over || from != socket) {
      return;
    }
    if (!LinkFrame.isSound(frame)) {
      fail("what came is no frame of a link");
      return;
    }
    byte type = frame.readByte();
    if (type != LinkFrame.DATA && type != LinkFrame.END) {
      fail("a greeting came in the middle");
      return;
    }
    if (!state.release(frame.readLong())) {
      fail("what was never sent is said to be received");
      return;
    }
    int octets = type == LinkFrame.END ? 1 : frame.readableBytes();
    if (!state.receive(octets)) {
      fail("more came than was asked for");
      return;
    }
    if (type == LinkFrame.END) {
      channel.inputEnds();
    } else if (octets > 0) {
      channel.input(frame.readBytes(octets));
    }
    if (over) {
      return;
    }
    if (state.isDone() && !channel.isOpen()) {
      finish();
      return;
    }
    channel.roomAgain();
    pump();
  }

  /** How many octets it takes. */
  int room() {
    return state.room();
  }

  /** Sends octets, as soon as it can; not more than there is room for. */
  void send(ByteBuf octets) {
    if (over) {
      octets.release();
    } else {
      state.write(octets);
    }
  }

  /** Nothing more is sent. */
  void end() {
    state.end();
    pump();
  }

  /** Octets that came have been read, or thrown away. */
  void consumed(int octets) {
    state.consume(octets);
    if (state.untold() >= TELL_AFTER) {
      tell();
    }
  }

  /** Tells how much was read. */
  void tell() {
    if (socket != null && !over) {
      state.told();
      socket.write(LinkFrame.head(LinkFrame.DATA, state.consumed()), false);
      socket.flush(() -> {});
    }
  }

  /** Writes what the WebSocket takes. */
  void pump() {
    if (socket == null || over) {
      return;
    }
    boolean wrote = false;
    while (state.hasNext() && socket.isWritable()) {
      if (state.isEndNext()) {
        state.sentEnd();
        socket.write(LinkFrame.head(LinkFrame.END, state.consumed()), false);
      } else {
        ByteBuf octets = state.next(LinkFrame.LONGEST);
        ByteBuf head = LinkFrame.head(LinkFrame.DATA, state.consumed());
        socket.write(Unpooled.wrappedBuffer(head, octets), false);
      }
      state.told();
      wrote = true;
    }
    if (wrote) {
      socket.flush(() -> {});
    }
  }

  /** The channel is closed: its last words are still to arrive. */
  void channelClosed() {
    if (over) {
      return;
    }
    state.end();
    if (state.isDone()) {
      finish();
      return;
    }
    pump();
    limit(LAST_WORDS, "nobody takes the last words");
  }

  private void finish() {
    if (socket != null) {
      socket.close(WebSocketCloseStatus.NORMAL_CLOSURE, GOODBYE);
    }
    done();
  }

  /** It cannot go on. */
  void fail(String why) {
    if (over) {
      return;
    }
    if (socket != null) {
      socket.close(WebSocketCloseStatus.PROTOCOL_ERROR, GOODBYE);
    }
    done();
    if (channel.isOpen()) {
      channel.fail(new IOException(why));
    }
  }

  private void done() {
    over = true;
    stopLimit();
    state.clear();
    onOver.run();
  }
}
