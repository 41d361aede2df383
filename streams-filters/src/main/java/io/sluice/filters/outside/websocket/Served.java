package io.sluice.filters.outside.websocket;

/** A channel to clients of a server. */
final class Served extends WebSocketChannel {
  private final Hub hub;
  private final String path;

  /**
   * @param path where its clients come to
   */
  Served(Hub hub, String path, boolean keep, Runnable wake) {
    super(keep, wake);
    this.hub = hub;
    this.path = path;
  }

  String path() {
    return path;
  }

  @Override
  public void close() {
    super.close();
    hub.closed(this);
  }
}
