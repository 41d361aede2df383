package io.sluice.proxy.tunnel;

import io.netty.buffer.ByteBuf;
import io.netty.channel.AbstractChannel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DuplexChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;

/** The end of a link as a channel, like one of TCP to whoever uses it. */
final class LinkChannel extends AbstractChannel implements DuplexChannel {
  private static final ChannelMetadata METADATA = new ChannelMetadata(false);

  /** Buffers that are read in one turn. */
  private static final int TURN = 16;

  private final Link link;
  private final InetSocketAddress remote;
  private final ChannelConfig config = new DefaultChannelConfig(this);
  private final Deque<ByteBuf> inbox = new ArrayDeque<>();
  private volatile boolean open = true;
  private volatile boolean outputShut;
  private boolean inputEnded;
  private boolean wantsRead;
  private boolean delivering;
  private boolean full;

  LinkChannel(Link link, InetSocketAddress remote) {
    super(null);
    this.link = link;
    this.remote = remote;
  }

  /** Octets came. */
  void input(ByteBuf octets) {
    if (!open) {
      link.consumed(octets.readableBytes());
      octets.release();
      return;
    }
    inbox.add(octets);
    deliver();
  }

  /** No more will come. */
  void inputEnds() {
    inputEnded = true;
    if (open) {
      deliver();
    } else {
      link.consumed(1);
      link.tell();
    }
  }

  private void deliverLater() {
    eventLoop().execute(this::deliver);
  }

  private void deliver() {
    if (delivering || !isRegistered()) {
      return;
    }
    delivering = true;
    try {
      while (open && wantsRead && !inbox.isEmpty()) {
        wantsRead = false;
        for (int i = 0; i < TURN && open && !inbox.isEmpty(); i++) {
          ByteBuf octets = inbox.poll();
          link.consumed(octets.readableBytes());
          pipeline().fireChannelRead(octets);
        }
        pipeline().fireChannelReadComplete();
      }
    } finally {
      delivering = false;
    }
    if (open && inputEnded && inbox.isEmpty()) {
      link.consumed(1);
      link.tell();
      unsafe().close(voidPromise());
    }
  }

  /** The link takes more. */
  void roomAgain() {
    if (full && open) {
      full = false;
      unsafe().flush();
    }
  }

  /** The link is lost. */
  void fail(IOException why) {
    pipeline().fireExceptionCaught(why);
    unsafe().close(voidPromise());
  }

  @Override
  protected AbstractUnsafe newUnsafe() {
    return new AbstractUnsafe() {
      @Override
      public void connect(SocketAddress to, SocketAddress from, ChannelPromise promise) {
        promise.setFailure(new UnsupportedOperationException("it is connected"));
      }
    };
  }

  @Override
  protected boolean isCompatible(EventLoop loop) {
    return loop == link.loop();
  }

  @Override
  protected SocketAddress localAddress0() {
    return null;
  }

  @Override
  protected SocketAddress remoteAddress0() {
    return remote;
  }

  @Override
  protected void doRegister() {}

  @Override
  protected void doBind(SocketAddress address) {
    throw new UnsupportedOperationException("it is connected");
  }

  @Override
  protected void doDisconnect() {
    doClose();
  }

  @Override
  protected void doClose() {
    if (open) {
      open = false;
      for (ByteBuf octets = inbox.poll(); octets != null; octets = inbox.poll()) {
        link.consumed(octets.readableBytes());
        octets.release();
      }
      link.channelClosed();
    }
  }

  @Override
  protected void doShutdownOutput() {
    outputShut = true;
    link.end();
  }

  @Override
  protected void doBeginRead() {
    wantsRead = true;
    if (!inbox.isEmpty() || inputEnded) {
      deliverLater();
    }
  }

  @Override
  protected void doWrite(ChannelOutboundBuffer out) {
    for (Object current = out.current(); current != null; current = out.current()) {
      ByteBuf octets = (ByteBuf) current;
      int room = Math.min(link.room(), octets.readableBytes());
      if (room < octets.readableBytes()) {
        if (room > 0) {
          link.send(octets.readRetainedSlice(room));
          out.progress(room);
        }
        full = true;
        break;
      }
      link.send(octets.retain());
      out.remove();
    }
    link.pump();
  }

  @Override
  protected Object filterOutboundMessage(Object message) {
    if (message instanceof ByteBuf) {
      return message;
    }
    throw new UnsupportedOperationException("octets are sent here, and " + message + " is none");
  }

  @Override
  public ChannelConfig config() {
    return config;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public boolean isActive() {
    return open;
  }

  @Override
  public ChannelMetadata metadata() {
    return METADATA;
  }

  @Override
  public boolean isInputShutdown() {
    return !open || inputEnded && inbox.isEmpty();
  }

  @Override
  public ChannelFuture shutdownInput() {
    return shutdownInput(newPromise());
  }

  @Override
  public ChannelFuture shutdownInput(ChannelPromise promise) {
    return promise.setFailure(
        new UnsupportedOperationException("closed as a whole, or its output"));
  }

  @Override
  public boolean isOutputShutdown() {
    return !open || outputShut;
  }

  @Override
  public ChannelFuture shutdownOutput() {
    return shutdownOutput(newPromise());
  }

  @Override
  public ChannelFuture shutdownOutput(ChannelPromise promise) {
    if (eventLoop().inEventLoop()) {
      ((AbstractUnsafe) unsafe()).shutdownOutput(promise);
    } else {
      eventLoop().execute(() -> ((AbstractUnsafe) unsafe()).shutdownOutput(promise));
    }
    return promise;
  }

  @Override
  public boolean isShutdown() {
    return isInputShutdown() && isOutputShutdown();
  }

  @Override
  public ChannelFuture shutdown() {
    return close();
  }

  @Override
  public ChannelFuture shutdown(ChannelPromise promise) {
    return close(promise);
  }
}
