package io.sluice.cli.http;

import io.sluice.cli.OperatorException;
import io.sluice.cli.Placeholders;
import io.sluice.cli.pipeline.HostPort;
import java.net.InetSocketAddress;
import java.util.Map;
import picocli.CommandLine.Option;

/** The HTTP port of a process. */
public final class HttpOptions {
  @Option(
      names = "--http",
      paramLabel = "string",
      description =
          "serve HTTP at HOST:PORT, for looking at sessions and for reload (without HOST:"
              + " 127.0.0.1; default: no port)")
  String listen;

  @Option(
      names = "--http-token",
      paramLabel = "string",
      description = "what those who ask have to show; $NAME takes it from the environment")
  String token;

  /** Whether there is to be one. */
  public boolean wanted() {
    return listen != null;
  }

  /**
   * Where to listen.
   *
   * @throws OperatorException if it is no address
   */
  public InetSocketAddress address() {
    return address(listen);
  }

  /**
   * The address that a text means.
   *
   * @throws OperatorException if it is none
   */
  public static InetSocketAddress address(String text) {
    HostPort address = HostPort.parse(text);
    if (address.port() < 0) {
      throw new OperatorException("'" + text + "' has no port: write HOST:PORT, or :PORT");
    }
    HostPort whole = address.host().isEmpty() ? new HostPort("127.0.0.1", address.port()) : address;
    return whole.resolve(0);
  }

  /**
   * The token; {@code null} for none.
   *
   * @param environment where $NAME is looked up
   * @throws OperatorException if it is not there
   */
  public String token(Map<String, String> environment) {
    if (token == null) {
      return null;
    }
    String value;
    try {
      value = Placeholders.secret(token, environment);
    } catch (OperatorException e) {
      throw new OperatorException("--http-token: " + e.getMessage(), e);
    }
    if (value.isBlank()) {
      throw new OperatorException("--http-token: an empty token guards nothing");
    }
    return value;
  }
}
