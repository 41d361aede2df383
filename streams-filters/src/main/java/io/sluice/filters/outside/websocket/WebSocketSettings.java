package io.sluice.filters.outside.websocket;

import io.sluice.websocket.WebSocketOptions;

/**
 * How a stage speaks WebSocket.
 *
 * @param url ws or wss, host, port and path; {@code $SESSION} in it stands for the session's name
 * @param text whether messages are lines, each in a text frame; else they are binary
 * @param options all else
 */
public record WebSocketSettings(String url, boolean text, WebSocketOptions options) {
  /** The header that tells a server which session a client is for. */
  public static final String SESSION_HEADER = "Sluice-Session";

  /** A text with the name of a session in it, as it can stand in a path. */
  static String of(String text, String session) {
    return text.replace("$SESSION", session.replaceAll("[^A-Za-z0-9._-]", "_"));
  }
}
