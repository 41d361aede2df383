package io.sluice.cli.pipeline;

import io.netty.handler.ssl.SslContext;
import io.sluice.cli.OperatorException;
import io.sluice.filters.outside.Channels;
import io.sluice.filters.outside.websocket.WebSocketSettings;
import io.sluice.filters.outside.websocket.WebSockets;
import io.sluice.websocket.WebSocketOptions;
import java.time.Duration;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Hands messages to whoever is at the other side of a WebSocket. */
@Command(name = "websocket", description = "filter messages over websocket")
public final class WebsocketOptions extends OutsideStageOptions {
  private static final int LEAST_FRAME = 1024;

  private String url;

  @Option(names = "--listen", description = "be the server: wait for clients at the URL")
  boolean listen;

  @Mixin WebOptions web = new WebOptions();

  @Mixin TlsOptions tlsOptions = new TlsOptions();

  @Option(
      names = "--timeout",
      paramLabel = "duration",
      defaultValue = "10s",
      description = "longest time that connecting may take, with all handshakes")
  Duration timeout = Duration.ofSeconds(10);

  @Option(names = "--retry", description = "accepted: a connection that ends is always made anew")
  boolean retry;

  @Option(
      names = "--retry-max",
      paramLabel = "int",
      defaultValue = "0",
      description = "accepted: the number of attempts has no limit")
  int retryMax;

  @Option(
      names = "--max-frame",
      paramLabel = "bytes",
      defaultValue = "4194304",
      description = "longest message that is taken; a longer one ends the connection")
  int longest = 4 << 20;

  private WebSocketOptions options;
  private Supplier<Channels> server;

  @Override
  String argumentName() {
    return "URL";
  }

  @Override
  String argumentHelp() {
    return "wss://HOST:PORT/PATH or ws://..; $SESSION in it stands for the session's name";
  }

  @Override
  void argument(String argument) {
    url = argument;
  }

  @Override
  void checkMore() {
    tlsOptions.check(address().secure(), "wss://", listen);
    web.check(true, listen);
    if (timeout.isZero()) {
      throw new OperatorException("--timeout 0: more than 0");
    }
    if (longest < LEAST_FRAME) {
      throw new OperatorException("--max-frame " + longest + ": " + LEAST_FRAME + " or more");
    }
  }

  private WebAddress address() {
    return WebAddress.parse(url, listen);
  }

  /** The files, read once: they may be gone when the next session begins. */
  private synchronized WebSocketOptions options() {
    if (options == null) {
      SslContext tls = address().secure() ? tlsOptions.files(listen).get() : null;
      options = web.values(tls, timeout, longest, System.getenv());
    }
    return options;
  }

  @Override
  public synchronized Channels channels(String name) {
    WebAddress address = address();
    WebSocketSettings settings = new WebSocketSettings(address.url(), !isRaw(), options());
    if (!listen) {
      return WebSockets.client(settings);
    }
    if (server == null) {
      server =
          WebSockets.server(
              name, address.host().resolve(address.host().port()), address.path(), settings);
    }
    return server.get();
  }

  @Override
  public void checkHere() {
    options();
    if (listen) {
      address().host().resolve(0);
    }
  }
}
