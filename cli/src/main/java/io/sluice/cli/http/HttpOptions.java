package io.sluice.cli.http;

import io.sluice.cli.OperatorException;
import io.sluice.cli.Placeholders;
import io.sluice.cli.pipeline.HostPort;
import io.sluice.cli.pipeline.Secret;
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

  @Option(
      names = "--http-auth",
      paramLabel = "string",
      description =
          "the same as USER:PASSWORD of HTTP's Basic authentication; $NAME takes it from the"
              + " environment, /PATH from a file's first line; :PORT then is that of all addresses")
  String auth;

  @Option(
      names = "--http-open",
      description = "ask nobody for anything; :PORT then is that of all addresses")
  boolean open;

  @Option(
      names = "--pprof",
      paramLabel = "string",
      hidden = true,
      description = "refused: Java has tools of its own")
  String pprof;

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
    check();
    return auth != null || open ? address(listen, "0.0.0.0") : address(listen);
  }

  /**
   * Looks whether its options fit together.
   *
   * @throws OperatorException if not
   */
  public void check() {
    if (pprof != null) {
      throw new OperatorException(
          "--pprof: it is Go that is profiled so; here  jcmd PID JFR.start  records, and"
              + "  jcmd PID Thread.print  shows what runs");
    }
    if ((auth != null ? 1 : 0) + (token != null ? 1 : 0) + (open ? 1 : 0) > 1) {
      throw new OperatorException("give one of --http-token, --http-auth and --http-open");
    }
    if (listen == null && (auth != null || open)) {
      throw new OperatorException("--http-auth and --http-open are of --http: where to listen");
    }
  }

  /**
   * The address that a text means.
   *
   * @throws OperatorException if it is none
   */
  public static InetSocketAddress address(String text) {
    return address(text, "127.0.0.1");
  }

  private static InetSocketAddress address(String text, String usual) {
    HostPort address = HostPort.parse(text);
    if (address.port() < 0) {
      throw new OperatorException("'" + text + "' has no port: write HOST:PORT, or :PORT");
    }
    HostPort whole = address.host().isEmpty() ? new HostPort(usual, address.port()) : address;
    return whole.resolve(0);
  }

  /**
   * Listens where they say.
   *
   * @param environment where secrets are looked up
   * @throws OperatorException if that cannot be, or a secret is not there
   */
  public HttpPort listen(Map<String, String> environment) {
    InetSocketAddress address = address();
    return HttpPort.listen(address, guard(address, environment));
  }

  private Guard guard(InetSocketAddress address, Map<String, String> environment) {
    return auth == null
        ? Guard.ofToken(token(environment), address.getAddress())
        : Guard.ofUser(Secret.credentials("--http-auth", auth, environment), address.getAddress());
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
