package io.sluice.cli.several;

import io.sluice.proxy.speaker.Speaker;
import io.sluice.proxy.speaker.SpeakerConfig;
import io.sluice.proxy.speaker.SpeakerListener;
import io.sluice.proxy.speaker.SpeakerSession;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** A session through a proxy: a BGP speaker at either end, and what flows between them. */
final class Line implements AutoCloseable {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private final String name;
  private final String proxy;
  private final InetSocketAddress middle = new InetSocketAddress(LOOPBACK, Ports.free(1).get(0));
  private final Flow toRight;
  private final Flow toLeft;
  private final Speaker right;
  private Speaker left;

  /** The right end listens; the left one does not dial yet. */
  Line(String name, String proxy) throws IOException {
    this.name = name;
    this.proxy = proxy;
    toRight = new Flow(name + " to the right");
    toLeft = new Flow(name + " to the left");
    right =
        new Speaker(
                SpeakerConfig.listen(new InetSocketAddress(LOOPBACK, 0), 64510, "198.51.100.2")
                    .withoutRoutes(),
                end(toLeft, toRight))
            .start();
  }

  private static SpeakerListener end(Flow sends, Flow receives) {
    return new SpeakerListener() {
      @Override
      public void established(SpeakerSession session) {
        sends.begin(session);
      }

      @Override
      public void received(
          SpeakerSession session, byte[] buffer, int offset, int length, long nanoTime) {
        receives.received(session, buffer, offset, length, nanoTime);
      }
    };
  }

  /** The session in the configuration file. */
  String yaml() {
    return "  %s: {proxy: %s, left: listen 127.0.0.1:%d, right: connect 127.0.0.1:%d}%n"
        .formatted(name, proxy, middle.getPort(), right.address().getPort());
  }

  /** Dials the proxy, now and whenever the session ends. */
  void dial() throws IOException {
    left =
        new Speaker(
                SpeakerConfig.dial(LOOPBACK, middle, 64500, "198.51.100.1")
                    .withoutRoutes()
                    .withRedial(),
                end(toRight, toLeft))
            .start();
  }

  /** The proxy that has it. */
  String proxy() {
    return proxy;
  }

  Flow toRight() {
    return toRight;
  }

  /** Both directions. */
  List<Flow> flows() {
    return List.of(toRight, toLeft);
  }

  @Override
  public void close() {
    if (left != null) {
      left.close();
    }
    right.close();
  }
}
