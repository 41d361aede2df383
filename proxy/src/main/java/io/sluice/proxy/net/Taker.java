package io.sluice.proxy.net;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;

/** Whoever a listener hands the connections of one peer to. */
public interface Taker {
  /** The event loop on which {@link #take} is to be called. */
  EventLoop loop();

  /** Takes a connection that is not registered with an event loop yet, or closes it. */
  void take(Channel channel);
}
