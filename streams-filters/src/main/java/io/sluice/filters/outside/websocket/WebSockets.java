package io.sluice.filters.outside.websocket;

import io.sluice.filters.outside.Channels;
import io.sluice.websocket.Loops;
import java.net.InetSocketAddress;
import java.util.function.Supplier;

/** Channels over WebSockets. All stages of a process share the threads. */
public final class WebSockets {
  private static final int THREADS = 2;

  private WebSockets() {}

  private static final class Shared {
    static final Loops LOOPS = Loops.nio(THREADS, "sluice-websocket");
  }

  /** Channels that dial a server. */
  public static Channels client(WebSocketSettings settings) {
    return Dialled.channels(settings, Shared.LOOPS);
  }

  /**
   * Channels to clients of a server. There is one server however often channels are got from here;
   * it listens until all of them are closed.
   *
   * @param name what it is called in the log
   * @param path where clients come to
   */
  public static Supplier<Channels> server(
      String name, InetSocketAddress at, String path, WebSocketSettings settings) {
    return new Hub(name, at, path, settings, Shared.LOOPS)::lease;
  }
}
