package io.sluice.proxy;

import java.time.Duration;
import java.util.Map;

/**
 * How a leg speaks WebSocket (RFC 6455). At its other end is another proxy, and a session survives
 * that the connection between the two is cut.
 *
 * @param path what tells the leg from others at the same address; with the query
 * @param credentials {@code user:password} of HTTP's Basic authentication; {@code null} for none
 * @param headers what is added to the request when dialling
 * @param ping how long nothing may come before the other end is asked for a sign; after twice this
 *     the connection counts as cut
 */
public record WebLeg(String path, String credentials, Map<String, String> headers, Duration ping) {
  public WebLeg {
    headers = Map.copyOf(headers);
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("path " + path + ": it begins with a slash");
    }
  }

  /** With a path only. */
  public static WebLeg at(String path) {
    return new WebLeg(path, null, Map.of(), Duration.ofSeconds(10));
  }
}
