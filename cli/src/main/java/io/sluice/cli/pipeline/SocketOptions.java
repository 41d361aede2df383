package io.sluice.cli.pipeline;

import io.netty.handler.ssl.SslContext;
import io.sluice.cli.GoDuration;
import io.sluice.cli.OperatorException;
import io.sluice.proxy.LegSocket;
import io.sluice.proxy.WebLeg;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What connect and listen have in common: the address of one end of the session. */
public abstract class SocketOptions extends EndOptions {
  private static final int LAST = 1;

  /** A duration, or what is below 0 for never. */
  static final class KeepaliveConverter implements CommandLine.ITypeConverter<Duration> {
    @Override
    public Duration convert(String value) {
      return value.startsWith("-") ? Duration.ofSeconds(-1) : new GoDuration().convert(value);
    }
  }

  @Option(
      names = "--md5",
      order = LAST,
      paramLabel = "string",
      description = "TCP-MD5 password; $NAME takes it from the environment")
  String md5;

  @Option(
      names = "--md5-file",
      order = LAST,
      paramLabel = "string",
      description = "file whose first line is the TCP-MD5 password")
  Path md5File;

  @Option(
      names = "--ttl",
      order = LAST,
      paramLabel = "int",
      defaultValue = "0",
      description = "TTL of what is sent (0 means the system's); with --gtsm, hops to the peer")
  int ttl;

  @Option(
      names = "--gtsm",
      order = LAST,
      description = "send with TTL 255 and refuse what came from further away (RFC 5082)")
  boolean gtsm;

  @Option(
      names = "--keepalive",
      order = LAST,
      paramLabel = "duration",
      defaultValue = "15s",
      converter = KeepaliveConverter.class,
      description = "TCP keepalive period (-1 means off)")
  Duration keepalive;

  @Option(
      names = "--closed-timeout",
      order = LAST,
      paramLabel = "duration",
      defaultValue = "1s",
      description = "accepted: an end that closes is left at once, and the other gets a Cease")
  Duration closedTimeout;

  @Mixin RateOptions rates = new RateOptions();

  @Option(
      names = "--tls",
      order = LAST,
      description = "speak BGP inside of TLS, with any peer that does")
  boolean tls;

  @Mixin TlsOptions tlsOptions = new TlsOptions();

  @Mixin WebOptions web = new WebOptions();

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
    WebAddress url = url();
    tlsOptions.check(speaksTls(), "--tls or wss://", listens());
    web.check(url != null, listens());
    rates.check();
    if (rates.sample > 0) {
      throw new OperatorException(
          "--rate-sample: a session loses no message that its ends know of; --rate-limit has them"
              + " wait");
    }
    if (url != null && (md5 != null || md5File != null || ttl != 0 || gtsm || rates.limit > 0)) {
      throw new OperatorException(
          "--md5, --ttl, --gtsm and --rate-limit are of BGP over TCP, not of WebSocket");
    }
    if (url != null && tls && !url.secure()) {
      throw new OperatorException("'" + address + "': with TLS it is wss://");
    }
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

  /** The URL, when WebSocket is spoken, with another proxy; null when BGP is. */
  final WebAddress url() {
    return WebAddress.isOne(address) ? WebAddress.parse(address, listens()) : null;
  }

  /** Host and port, as they were written. */
  final HostPort host() {
    WebAddress url = url();
    return url == null ? HostPort.parse(address) : url.host();
  }

  /** What tells it from others at the same address and port; empty for nothing. */
  public final String path() {
    WebAddress url = url();
    return url == null ? "" : url.path();
  }

  /**
   * How WebSocket is spoken.
   *
   * @param environment where secrets may be
   * @return null when it is not
   * @throws OperatorException if a secret cannot be found
   */
  public final WebLeg web(Map<String, String> environment) {
    WebAddress url = url();
    return url == null ? null : web.leg(url, environment);
  }

  private boolean speaksTls() {
    WebAddress url = url();
    return tls || url != null && url.secure();
  }

  /** Whether it listens. */
  abstract boolean listens();

  /** Whether a name means its IPv4 addresses only. */
  boolean onlyIpv4() {
    return false;
  }

  /** How long it may wait for the other side, all in all, until the run ends; zero for ever. */
  public Duration patience() {
    return Duration.ZERO;
  }

  /** What is particular of its TCP connection. */
  public final LegSocket socket() {
    return new LegSocket(keepalive, onlyIpv4(), rates.limit);
  }

  /**
   * What TLS goes by: read anew each time it is asked.
   *
   * @return null for no TLS
   */
  public final Supplier<SslContext> tls() {
    return speaksTls() ? tlsOptions.files(listens()) : null;
  }
}
