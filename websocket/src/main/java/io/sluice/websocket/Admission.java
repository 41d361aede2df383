package io.sluice.websocket;

/**
 * What a server says to a request.
 *
 * @param status 101 to go on, else the status of HTTP that refuses it
 * @param why what the refused one, and the log, is told
 * @param listener hears of what is let in
 */
public record Admission(int status, String why, WebSocketListener listener) {
  private static final int SWITCHING_PROTOCOLS = 101;

  /** Lets it in. */
  public static Admission to(WebSocketListener listener) {
    return new Admission(SWITCHING_PROTOCOLS, "", listener);
  }

  /** Refuses it. */
  public static Admission refused(int status, String why) {
    return new Admission(status, why, null);
  }

  boolean isLetIn() {
    return listener != null;
  }
}
