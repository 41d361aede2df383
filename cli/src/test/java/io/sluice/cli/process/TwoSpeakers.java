package io.sluice.cli.process;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Header;
import io.sluice.bgp.update.UpdateBuilder;
import io.sluice.proxy.speaker.Route;
import io.sluice.proxy.speaker.Speaker;
import io.sluice.proxy.speaker.SpeakerConfig;
import io.sluice.proxy.speaker.SpeakerSession;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A speaker on either side of a process under test. */
public final class TwoSpeakers implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private final Speaker listening;
  private Speaker dialling;
  private SpeakerSession left;
  private SpeakerSession right;

  /** The right one, which listens. */
  public TwoSpeakers() throws IOException {
    listening =
        new Speaker(SpeakerConfig.listen(new InetSocketAddress(LOOPBACK, 0), 64510, "198.51.100.2"))
            .start();
  }

  /** What a process is to dial. */
  public String rightAddress() {
    return "127.0.0.1:" + listening.address().getPort();
  }

  /** Dials the process from the left; returns when the session is established on both sides. */
  public void connect(InetSocketAddress middle) throws IOException, InterruptedException {
    if (dialling != null) {
      dialling.close();
    }
    dialling = new Speaker(SpeakerConfig.dial(LOOPBACK, middle, 64500, "198.51.100.1")).start();
    left = dialling.awaitSession(PATIENCE);
    right = listening.awaitSession(PATIENCE);
  }

  public SpeakerSession left() {
    return left;
  }

  public SpeakerSession right() {
    return right;
  }

  /** The IPv4 prefixes that the right one has. */
  public List<String> atRight() {
    return right.routes().stream().map(Route::prefix).sorted().toList();
  }

  /** UPDATEs with one route each: 10.H.L.0/BITS for so many numbers. */
  public static List<byte[]> routes(int count, int bits) {
    return IntStream.range(0, count)
        .mapToObj(i -> announce(10, i >> 8, i & 0xff, bits))
        .collect(Collectors.toList());
  }

  /** An UPDATE with one IPv4 route, A.B.C.0/BITS. */
  public static byte[] announce(int a, int b, int c, int bits) {
    UpdateBuilder builder =
        new UpdateBuilder(DecodeContext.AS4)
            .set(AttributeCode.ORIGIN, 0x40, new byte[] {0})
            .set(AttributeCode.AS_PATH, 0x40, new byte[] {2, 1, 0, 0, (byte) 0xfb, (byte) 0xf4})
            .set(AttributeCode.NEXT_HOP, 0x40, new byte[] {(byte) 198, 51, 100, 1});
    builder.nlri().u8(bits);
    byte[] address = {(byte) a, (byte) b, (byte) c, 0};
    for (int i = 0; i < (bits + 7) / 8; i++) {
      builder.nlri().u8(address[i]);
    }
    return builder.build(Header.MAX_LENGTH).value().get(0);
  }

  /** An End-of-RIB for IPv4. */
  public void endOfRib() {
    left.endOfRib(AddressFamily.IPV4_UNICAST);
  }

  @Override
  public void close() {
    if (dialling != null) {
      dialling.close();
    }
    listening.close();
  }
}
