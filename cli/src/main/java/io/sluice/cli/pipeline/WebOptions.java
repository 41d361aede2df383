package io.sluice.cli.pipeline;

import io.netty.handler.ssl.SslContext;
import io.sluice.cli.OperatorException;
import io.sluice.websocket.WebSocketOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What both ends of a WebSocket take: who they are, and whom they believe. */
final class WebOptions {
  @Option(
      names = "--auth",
      paramLabel = "string",
      description =
          "user:password of HTTP's Basic authentication; $NAME takes it from the environment, a"
              + " path from a file's first line")
  String auth;

  @Mixin TlsOptions tls = new TlsOptions();

  @Option(
      names = "--header",
      paramLabel = "string",
      description = "a header that a client sends, as 'Name: value' (repeatable)")
  List<String> headers = new ArrayList<>();

  @Option(
      names = "--ping",
      paramLabel = "duration",
      defaultValue = "10s",
      description =
          "ping after so long a silence; after twice this the other side is gone (0: off)")
  Duration ping = Duration.ofSeconds(10);

  /** Checks what can be checked without files. */
  void check(WebAddress address, boolean listens) {
    tls.check(address.secure(), "wss://", listens);
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
   * Reads the files.
   *
   * @param longest octets of the longest message
   * @throws OperatorException if one cannot be read, or is not what it should be
   */
  WebSocketOptions values(
      WebAddress address, boolean listens, Duration timeout, int longest, Map<String, String> env) {
    SslContext context = address.secure() ? tls.files(listens).get() : null;
    Map<String, String> all = new LinkedHashMap<>();
    for (String header : headers) {
      String value = header.substring(header.indexOf(':') + 1).strip();
      all.put(name(header), Secret.filled("--header", value, env));
    }
    return new WebSocketOptions(
        context, Secret.credentials(auth, env), all, timeout, ping, longest);
  }
}
