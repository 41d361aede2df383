package io.sluice.bench;

import io.sluice.proxy.speaker.SpeakerConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * The addresses of a measurement: who dials whom.
 *
 * @param source where the sender dials from
 * @param middle where the program under test listens
 * @param sink where the receiver listens, dialled by the program under test, or directly
 */
public record Ends(InetAddress source, InetSocketAddress middle, InetSocketAddress sink) {

  /** 127.0.0.3 dials 127.0.0.1:1790, which dials 127.0.0.2:1179. */
  public static Ends usual() {
    return new Ends(
        address("127.0.0.3"),
        new InetSocketAddress(address("127.0.0.1"), 1790),
        new InetSocketAddress(address("127.0.0.2"), 1179));
  }

  /** How the receiver is set up. */
  SpeakerConfig receiver() {
    return SpeakerConfig.listen(sink, 4200000002L, "10.0.0.2").withoutRoutes();
  }

  /** How the sender is set up. */
  SpeakerConfig sender(boolean direct) {
    InetSocketAddress whom = direct ? sink : middle;
    return SpeakerConfig.dial(source, whom, TableGenerator.SENDER_ASN, "10.0.0.3").withoutRoutes();
  }

  private static InetAddress address(String dotted) {
    try {
      return InetAddress.getByName(dotted);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(dotted, e);
    }
  }
}
