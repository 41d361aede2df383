package io.sluice.websocket;

import io.netty.buffer.ByteBuf;

/** Hears what happens to one WebSocket, on its event loop. */
public interface WebSocketListener {

  /** It is open: what it is sent from now on goes to the other side. */
  void opened(WebSocket socket);

  /**
   * A whole message.
   *
   * @param octets valid until the method returns
   */
  void message(ByteBuf octets);

  /** No more has come just now. */
  default void readComplete() {}

  /** The other side has read all that was sent before {@link WebSocket#mark}. */
  default void marked(long mark) {}

  /** It takes data again, or does not for now, as {@link WebSocket#isWritable} says. */
  default void writabilityChanged() {}

  /**
   * It is closed, or could not be opened; the last thing that is heard of it.
   *
   * @param why in words
   * @param orderly whether the other side said goodbye
   */
  void closed(String why, boolean orderly);
}
