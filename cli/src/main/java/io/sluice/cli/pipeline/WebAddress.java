package io.sluice.cli.pipeline;

import io.sluice.cli.OperatorException;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The URL of a WebSocket, to dial or to listen at. Other than in a URL of the standard, the host
 * may be left out, which stands for all addresses of the machine.
 *
 * @param secure whether TLS is spoken
 * @param host host and port
 * @param path the path, at least {@code /}
 * @param query the query with its question mark; empty for none
 */
public record WebAddress(boolean secure, HostPort host, String path, String query) {
  private static final Pattern URL =
      Pattern.compile("(?i)(wss?|https?)://([^/?#]*)(/[^?#]*)?(\\?[^#]*)?");
  private static final Pattern SCHEME = Pattern.compile("(?i)wss?://.*");
  private static final int HTTPS = 443;
  private static final int HTTP = 80;

  /** Whether an address is a URL of a WebSocket. */
  static boolean isOne(String text) {
    return SCHEME.matcher(text).matches();
  }

  /**
   * Takes a URL apart.
   *
   * @param listens whether it is listened at
   * @throws OperatorException if it is none
   */
  public static WebAddress parse(String text, boolean listens) {
    Matcher url = URL.matcher(text);
    if (!url.matches()) {
      throw new OperatorException(
          "'" + text + "' is no URL of a WebSocket: write wss://HOST/PATH, or ws://HOST/PATH");
    }
    String authority = url.group(2);
    if (authority.contains("@")) {
      throw new OperatorException("user and password stand behind --auth, not in the URL");
    }
    boolean secure = url.group(1).matches("(?i)wss|https");
    if (authority.isEmpty() && !listens) {
      throw new OperatorException("'" + text + "' names no host to connect to");
    }
    HostPort host = authority.isEmpty() ? new HostPort("", -1) : HostPort.parse(authority);
    if (host.port() == 0) {
      throw new OperatorException("'" + text + "': a port is 1 to 65535");
    }
    if (host.host().isEmpty() && !listens) {
      throw new OperatorException("'" + text + "' names no host to connect to");
    }
    try {
      URI.create(
          "ws://host" + nullToSlash(url.group(3)) + (url.group(4) == null ? "" : url.group(4)));
    } catch (IllegalArgumentException e) {
      throw new OperatorException("'" + text + "': " + e.getMessage(), e);
    }
    return new WebAddress(
        secure,
        new HostPort(host.host(), host.portOr(secure ? HTTPS : HTTP)),
        nullToSlash(url.group(3)),
        url.group(4) == null ? "" : url.group(4));
  }

  private static String nullToSlash(String path) {
    return path == null ? "/" : path;
  }

  /** As a URL, without what is left out as usual. */
  public String url() {
    return (secure ? "wss://" : "ws://") + host.withPort(HTTP) + path + query;
  }
}
