package io.sluice.cli.pipeline;

import io.sluice.cli.GoDuration;
import io.sluice.cli.OperatorException;
import java.time.Duration;
import java.util.Map;
import java.util.Stack;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The end that dials a BGP speaker. */
@Command(name = "connect", description = "connect to a BGP endpoint over TCP")
public final class ConnectOptions extends SocketOptions {
  private static final String RETRY = "1s";
  private static final Duration RETRY_MAX = Duration.ofSeconds(30);

  /** The pause behind --retry, where one stands there: in bgpipe the option is a switch. */
  static final class PauseConsumer implements CommandLine.IParameterConsumer {
    @Override
    public void consumeParameters(
        Stack<String> words, CommandLine.Model.ArgSpec option, CommandLine.Model.CommandSpec spec) {
      String pause = !words.isEmpty() && GoDuration.isOne(words.peek()) ? words.pop() : RETRY;
      option.setValue(GoDuration.parse(pause));
    }
  }

  @Option(
      names = "--port",
      paramLabel = "int",
      defaultValue = "179",
      description = "TCP port when ADDR has none")
  int port;

  @Option(
      names = "--bind",
      paramLabel = "string",
      description = "local address to connect from (IP or IP:port)")
  String bind;

  @Option(
      names = "--timeout",
      paramLabel = "duration",
      defaultValue = "15s",
      description = "connect timeout (0 means the system's)")
  Duration timeout;

  @Option(
      names = "--retry",
      arity = "0..1",
      paramLabel = "duration",
      defaultValue = RETRY,
      parameterConsumer = PauseConsumer.class,
      description =
          "wait before the second attempt; doubles with each further one. Alone it changes nothing:"
              + " attempts are always repeated")
  Duration retry;

  @Option(
      names = "--retry-max",
      paramLabel = "duration",
      defaultValue = "30s",
      description = "longest wait between attempts; 0 changes nothing: their number has no limit")
  Duration retryMax;

  @Option(names = "--no-ipv6", description = "do not connect to IPv6 addresses of a name")
  boolean noIpv6;

  @Override
  String usualArgument(boolean left, Map<String, String> environment) {
    String name = left ? "SLUICE_LEFT" : "SLUICE_RIGHT";
    String address = environment.getOrDefault(name, "");
    if (address.isEmpty()) {
      throw new OperatorException(
          "where to? write an address behind it, or set $"
              + name
              + " to one: HOST, HOST:PORT or [IPv6]:PORT");
    }
    return address;
  }

  @Override
  String argumentHelp() {
    return "HOST, HOST:PORT or [IPv6]:PORT; wss://HOST/PATH for another Sluice; without it"
        + " $SLUICE_LEFT for the first stage, and $SLUICE_RIGHT for the last";
  }

  @Override
  boolean listens() {
    return false;
  }

  @Override
  void check() {
    super.check();
    HostPort address = host();
    if (address.host().isEmpty()) {
      throw new OperatorException("'" + address() + "' names no host to connect to");
    }
    if (port < 1 || port > 65_535 || address.port() == 0) {
      throw new OperatorException("a port to connect to is 1 to 65535");
    }
    if (bind != null && !HostPort.isIp(HostPort.parse(bind).host())) {
      throw new OperatorException(
          "--bind " + bind + ": give an IP address of this machine, or IP:PORT");
    }
    if (bind != null && url() != null) {
      throw new OperatorException("--bind is of BGP over TCP, not of WebSocket");
    }
    if (retry.isZero()) {
      throw new OperatorException("--retry is longer than 0");
    }
    if (retryMax.isZero()) {
      retryMax = retry.compareTo(RETRY_MAX) > 0 ? retry : RETRY_MAX;
    }
    if (retryMax.compareTo(retry) < 0) {
      throw new OperatorException("--retry-max is shorter than --retry");
    }
  }

  /** Address to connect from; null for the system's choice. */
  public HostPort bind() {
    return bind == null ? null : HostPort.parse(bind);
  }

  @Override
  boolean onlyIpv4() {
    return noIpv6;
  }

  /** Longest time of one attempt. */
  public Duration timeout() {
    return timeout;
  }

  /** Wait after the first failed attempt. */
  public Duration retry() {
    return retry;
  }

  /** Longest wait between attempts. */
  public Duration retryMax() {
    return retryMax;
  }

  /** Host and port to connect to. */
  public HostPort target() {
    HostPort address = host();
    return new HostPort(address.host(), address.portOr(port));
  }

  @Override
  public String label() {
    return target().withPort(HostPort.BGP);
  }
}
