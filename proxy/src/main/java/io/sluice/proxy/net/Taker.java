package io.sluice.proxy.net;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;

/** Whoever a listener hands the connections of one peer to. */
public interface Taker {
  /** The event loop on which {@link #take} is to be called. */
  EventLoop loop();

  /** Takes a connection, or closes it. It reads nothing yet, and need not be registered yet. */
  void take(Channel channel);
}
