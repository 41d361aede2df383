package io.sluice.filters.outside.websocket;

import io.netty.util.concurrent.EventExecutorGroup;

/** A channel to clients of a server. */
final class Served extends WebSocketChannel {
  private final Hub hub;
  private final String path;

  /**
   * @param path where its clients come to
   */
  Served(Hub hub, String path, boolean keep, Runnable wake, EventExecutorGroup timer) {
    super(keep, wake, timer);
    this.hub = hub;
    this.path = path;
  }

  String path() {
    return path;
  }

  @Override
  void over() {
    hub.closed(this);
  }
}
