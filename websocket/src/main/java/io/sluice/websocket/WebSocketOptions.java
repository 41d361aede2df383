package io.sluice.websocket;

import io.netty.handler.ssl.SslContext;
import java.time.Duration;
import java.util.Map;

/**
 * How a client or server speaks.
 *
 * @param tls the TLS to speak; {@code null} for none
 * @param credentials what HTTP's Basic authentication asks for, as {@code user:password}; {@code
 *     null} for none
 * @param headers what a client adds to its request
 * @param timeout how long connection and handshakes may take together
 * @param ping the other side is asked for a sign when none came for so long, and taken for gone
 *     after twice this; zero for never
 * @param longest octets of the longest message that is taken; a longer one ends the connection
 */
public record WebSocketOptions(
    SslContext tls,
    String credentials,
    Map<String, String> headers,
    Duration timeout,
    Duration ping,
    int longest) {

  public WebSocketOptions {
    headers = Map.copyOf(headers);
    if (timeout.toMillis() < 1 || ping.isNegative() || longest < 1) {
      throw new IllegalArgumentException(
          "timeout " + timeout + " and longest message " + longest + ": more than 0 are wanted");
    }
  }
}
