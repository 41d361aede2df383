package io.sluice.cli.run.live;

import io.sluice.cli.OperatorException;
import io.sluice.cli.pipeline.ConnectOptions;
import io.sluice.cli.pipeline.EndOptions;
import io.sluice.cli.pipeline.HostPort;
import io.sluice.cli.pipeline.ListenOptions;
import io.sluice.cli.pipeline.SocketOptions;
import io.sluice.proxy.LegConfig;
import io.sluice.proxy.WebLeg;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Turns the ends of a command line into what the proxy is set up with. */
final class Ends {
  private static final boolean LINUX = System.getProperty("os.name").startsWith("Linux");

  private Ends() {}

  /**
   * One end.
   *
   * @param keyed whether its password is needed
   * @param environment where passwords may be kept
   */
  static LegConfig leg(EndOptions end, boolean keyed, Map<String, String> environment) {
    return end instanceof SocketOptions socket ? leg(socket, keyed, environment) : ofSpeaker();
  }

  private static LegConfig leg(SocketOptions end, boolean keyed, Map<String, String> environment) {
    LegConfig leg = end instanceof ListenOptions l ? listening(l) : dialling((ConnectOptions) end);
    String password = keyed ? end.password(environment) : null;
    if (password != null) {
      leg = leg.withMd5(password);
    }
    leg = leg.withTls(end.tls()).withSocket(end.socket());
    if (!end.path().isEmpty()) {
      // Whoever does not speak needs no secrets, which may not be there.
      leg = leg.withWeb(keyed ? end.web(environment) : WebLeg.at(end.path()));
    }
    return end.gtsm() ? leg.withGtsm(Math.max(1, end.ttl())) : leg.withTtl(end.ttl());
  }

  /**
   * A port of its own on the loopback, for the speaker alone: where all of 127/8 is this machine,
   * it comes from an address that nobody else has.
   */
  private static LegConfig ofSpeaker() {
    int host = LINUX ? 2 + ThreadLocalRandom.current().nextInt((1 << 24) - 3) : 1;
    byte[] from = {127, (byte) (host >> 16), (byte) (host >> 8), (byte) host};
    try {
      return LegConfig.listen(new InetSocketAddress("127.0.0.1", 0))
          .withPeer(InetAddress.getByAddress(from));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four octets are an address", e);
    }
  }

  private static LegConfig listening(ListenOptions end) {
    LegConfig leg = LegConfig.listen(end.local().resolve(HostPort.BGP));
    return end.peer() == null ? leg : leg.withPeer(ip(end.peer()));
  }

  private static LegConfig dialling(ConnectOptions end) {
    HostPort target = end.target();
    // A name stays one: the proxy looks it up before each attempt, and its address may change.
    InetSocketAddress address =
        HostPort.isIp(target.host())
            ? target.resolve(HostPort.BGP)
            : InetSocketAddress.createUnresolved(target.host(), target.portOr(HostPort.BGP));
    LegConfig leg =
        LegConfig.connect(address).withTimes(end.timeout(), end.retry(), end.retryMax());
    return end.bind() == null ? leg : leg.withBind(end.bind().resolve(0));
  }

  private static InetAddress ip(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new OperatorException("'" + text + "' is no IP address", e);
    }
  }
}
