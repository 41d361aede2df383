package io.sluice.cli.pipeline;

import io.sluice.cli.OperatorException;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The end that waits for a BGP speaker. */
@Command(name = "listen", description = "wait for a BGP client to connect over TCP")
public final class ListenOptions extends SocketOptions {
  @Option(
      names = "--peer",
      paramLabel = "string",
      description = "the only address (IP) that a client may have")
  String peer;

  @Option(
      names = "--timeout",
      paramLabel = "duration",
      defaultValue = "0",
      description = "end the run when nobody has connected for so long (0 means wait for ever)")
  Duration timeout;

  @Option(
      names = "--bind",
      paramLabel = "string",
      description = "local address (IP) to listen on when ADDR is only a port")
  String bind;

  @Override
  String usualArgument(boolean left, Map<String, String> environment) {
    return ":" + HostPort.BGP;
  }

  @Override
  String argumentHelp() {
    return "IP, IP:PORT or :PORT to listen at; wss://:PORT/PATH for another Sluice; without it :"
        + HostPort.BGP;
  }

  @Override
  boolean listens() {
    return true;
  }

  @Override
  void check() {
    super.check();
    HostPort address = host();
    if (peer != null && !HostPort.isIp(peer)) {
      throw new OperatorException("--peer " + peer + ": give an IP address");
    }
    if (bind != null && !HostPort.isIp(bind)) {
      throw new OperatorException("--bind " + bind + ": give an IP address of this machine");
    }
    if (bind != null && !address.host().isEmpty()) {
      throw new OperatorException("'" + address() + "' names a local address: leave --bind out");
    }
  }

  @Override
  public Duration patience() {
    return timeout;
  }

  /** The only address that a client may have; null for any. */
  public String peer() {
    return peer;
  }

  /** Address to listen on. */
  public HostPort local() {
    HostPort address = host();
    return new HostPort(bind == null ? address.host() : bind, address.portOr(HostPort.BGP));
  }

  @Override
  public String label() {
    return host().withPort(HostPort.BGP);
  }
}
