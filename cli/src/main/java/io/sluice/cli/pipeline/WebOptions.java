package io.sluice.cli.pipeline;

import io.netty.handler.ssl.SslContext;
import io.sluice.cli.OperatorException;
import io.sluice.proxy.WebLeg;
import io.sluice.websocket.WebSocketOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** What both ends of a WebSocket take beside TLS. */
final class WebOptions {
  private static final int LAST = 3;

  @Option(
      names = "--auth",
      order = LAST,
      paramLabel = "string",
      description =
          "user:password of HTTP's Basic authentication; $NAME takes it from the environment, a"
              + " path from a file's first line")
  String auth;

  @Option(
      names = "--header",
      order = LAST,
      paramLabel = "string",
      description = "a header that a client sends, as 'Name: value' (repeatable)")
  List<String> headers = new ArrayList<>();

  @Option(
      names = "--ping",
      order = LAST,
      paramLabel = "duration",
      defaultValue = "10s",
      description =
          "ping after so long a silence; after twice this the other side is gone (0: off)")
  Duration ping = Duration.ofSeconds(10);

  /**
   * Checks what can be checked without files.
   *
   * @param wanted whether WebSocket is spoken
   */
  void check(boolean wanted, boolean listens) {
    if (!wanted && (auth != null || !headers.isEmpty())) {
      throw new OperatorException(
          "--auth and --header are of WebSocket, which is spoken with wss://HOST/PATH");
    }
    if (listens && !headers.isEmpty()) {
      throw new OperatorException("--header is for clients, and it listens");
    }
    headers.forEach(WebOptions::name);
  }

  private static String name(String header) {
    int colon = header.indexOf(':');
    String name = colon < 0 ? "" : header.substring(0, colon).strip();
    if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+") || header.matches("(?s).*[\\r\\n\\x00].*")) {
      throw new OperatorException("--header: write it as  --header 'Name: value'");
    }
    return name;
  }

  /**
   * As a stage speaks it.
   *
   * @param longest octets of the longest message
   * @throws OperatorException if a secret cannot be found
   */
  WebSocketOptions values(
      SslContext tls, Duration timeout, int longest, Map<String, String> environment) {
    return new WebSocketOptions(
        tls, Secret.credentials(auth, environment), headers(environment), timeout, ping, longest);
  }

  /**
   * As an end of a session speaks it.
   *
   * @throws OperatorException if a secret cannot be found
   */
  WebLeg leg(WebAddress address, Map<String, String> environment) {
    return new WebLeg(
        address.path() + address.query(),
        Secret.credentials(auth, environment),
        headers(environment),
        ping);
  }

  private Map<String, String> headers(Map<String, String> environment) {
    Map<String, String> all = new LinkedHashMap<>();
    for (String header : headers) {
      String value = header.substring(header.indexOf(':') + 1).strip();
      all.put(name(header), Secret.filled("--header", value, environment));
    }
    return all;
  }
}
