package io.sluice.cli.pipeline;

import io.netty.handler.ssl.SslContext;
import io.sluice.cli.OperatorException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What connect and listen have in common: the address of one end of the session. */
public abstract class SocketOptions extends EndOptions {
  @Option(
      names = "--md5",
      paramLabel = "string",
      description = "TCP-MD5 password; $NAME takes it from the environment")
  String md5;

  @Option(
      names = "--md5-file",
      paramLabel = "string",
      description = "file whose first line is the TCP-MD5 password")
  Path md5File;

  @Option(
      names = "--ttl",
      paramLabel = "int",
      defaultValue = "0",
      description = "TTL of what is sent (0 means the system's); with --gtsm, hops to the peer")
  int ttl;

  @Option(
      names = "--gtsm",
      description = "send with TTL 255 and refuse what came from further away (RFC 5082)")
  boolean gtsm;

  @Option(names = "--tls", description = "speak BGP inside of TLS, with any peer that does")
  boolean tls;

  @Mixin TlsOptions tlsOptions = new TlsOptions();

  private String address;

  @Override
  final String argumentName() {
    return "ADDR";
  }

  @Override
  final void argument(String argument) {
    address = argument;
  }

  /** The address as it was written, or is in the environment. */
  public final String address() {
    return address;
  }

  @Override
  void check() {
    super.check();
    tlsOptions.check(tls, "--tls", listens());
    if (ttl < 0 || ttl > 255) {
      throw new OperatorException("--ttl " + ttl + ": a TTL is 1 to 255, 0 for the system's");
    }
  }

  /**
   * The TCP-MD5 password (RFC 2385).
   *
   * @param environment where $NAME is looked up
   * @return null for none
   */
  public final String password(Map<String, String> environment) {
    return Secret.read(md5, md5File, environment);
  }

  /** TTL of what is sent, 0 for the system's; with {@link #gtsm}, hops to the other end. */
  public final int ttl() {
    return ttl;
  }

  /** Whether what came from further away is refused (RFC 5082). */
  public final boolean gtsm() {
    return gtsm;
  }

  /** Whether it listens. */
  abstract boolean listens();

  /**
   * What TLS goes by: read anew each time it is asked.
   *
   * @return null for no TLS
   */
  public final Supplier<SslContext> tls() {
    return tls ? tlsOptions.files(listens()) : null;
  }
}
