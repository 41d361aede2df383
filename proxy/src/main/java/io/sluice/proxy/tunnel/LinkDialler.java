package io.sluice.proxy.tunnel;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.sluice.websocket.Loops;
import io.sluice.websocket.WebSocket;
import io.sluice.websocket.WebSocketClient;
import io.sluice.websocket.WebSocketListener;
import io.sluice.websocket.WebSocketOptions;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins a link, and dials again whenever it is cut. Belongs to the event loop. */
public final class LinkDialler {
  private static final long SHORTEST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 2000;

  private static final Logger log = LoggerFactory.getLogger(LinkDialler.class);

  private final LinkId id = LinkId.random();
  private final URI url;
  private final WebSocketOptions options;
  private final Loops loops;
  private final EventLoop loop;
  private final Consumer<Channel> connected;
  private final Consumer<String> failed;
  private Link link;
  private WebSocket dialled;
  private String lastFailure = "";
  private boolean cancelled;
  private long pause = SHORTEST_PAUSE_MILLIS;

  private LinkDialler(
      URI url,
      WebSocketOptions options,
      Loops loops,
      EventLoop loop,
      Consumer<Channel> connected,
      Consumer<String> failed) {
    this.url = url;
    this.options = options;
    this.loops = loops;
    this.loop = loop;
    this.connected = connected;
    this.failed = failed;
  }

  /**
   * Makes one attempt. Once that has come to something, the link is kept whatever happens to the
   * WebSocket that it began with.
   *
   * @param connected takes its channel, which reads nothing yet
   * @param failed hears why it came to nothing
   */
  public static LinkDialler dial(
      URI url,
      WebSocketOptions options,
      Loops loops,
      EventLoop loop,
      Consumer<Channel> connected,
      Consumer<String> failed) {
    LinkDialler dialler = new LinkDialler(url, options, loops, loop, connected, failed);
    dialler.attempt();
    return dialler;
  }

  /** Gives up an attempt that has not come to anything. */
  public void cancel() {
    cancelled = true;
    if (link == null && dialled != null) {
      dialled.end("not wanted any more");
    }
  }

  private void attempt() {
    if (link == null || !link.isOver()) {
      WebSocketClient.connect(url, options, loops, loop, new Attempt());
    }
  }

  private void redial() {
    loop.schedule(this::attempt, pause, TimeUnit.MILLISECONDS);
    pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
  }

  private void greeted(WebSocket socket, long received) {
    pause = SHORTEST_PAUSE_MILLIS;
    lastFailure = "";
    if (link == null && received != 0) {
      socket.end("the other end does not begin a connection");
      return;
    }
    if (link != null) {
      link.attach(socket, received);
      return;
    }
    link = new Link(id, url.toString(), loop, socket.remote());
    LinkChannel channel = link.channel();
    channel.config().setAutoRead(false);
    loop.register(channel);
    link.attach(socket, received);
    connected.accept(channel);
  }

  /** One WebSocket. */
  private final class Attempt implements WebSocketListener {
    private WebSocket socket;
    private boolean greeted;

    @Override
    public void opened(WebSocket open) {
      socket = open;
      dialled = open;
      if (cancelled && link == null) {
        open.end("not wanted any more");
        return;
      }
      open.write(
          link == null
              ? LinkFrame.hello(LinkFrame.OPEN, id, 0)
              : LinkFrame.hello(LinkFrame.RESUME, id, link.received()),
          false);
      open.flush(() -> {});
    }

    @Override
    public void message(ByteBuf frame) {
      if (greeted) {
        link.frame(socket, frame);
        return;
      }
      boolean sound = LinkFrame.isSound(frame) && frame.readByte() == LinkFrame.GREET;
      if (!sound) {
        socket.end("the other end does not carry BGP here");
        return;
      }
      frame.skipBytes(1);
      if (!LinkId.read(frame).equals(id)) {
        socket.end("the other end speaks of another connection");
        return;
      }
      greeted = true;
      greeted(socket, frame.readLong());
    }

    @Override
    public void writabilityChanged() {
      if (greeted) {
        link.pump();
      }
    }

    @Override
    public void closed(String why, boolean orderly) {
      if (link == null) {
        if (!cancelled) {
          failed.accept(why);
        }
        return;
      }
      if (socket != null) {
        link.detached(socket, why, orderly);
      } else if (!why.equals(lastFailure)) {
        log.warn("{}: link {} cannot go on yet: {}", url, id, why);
        lastFailure = why;
      }
      if (!link.isOver() && !link.isAttached()) {
        redial();
      }
    }
  }
}
