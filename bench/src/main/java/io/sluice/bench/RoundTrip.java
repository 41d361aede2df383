package io.sluice.bench;

import io.sluice.bgp.Header;
import io.sluice.bgp.MessageType;
import io.sluice.bgp.wire.ByteSink;
import io.sluice.bgp.wire.Bytes;
import io.sluice.proxy.speaker.Speaker;
import io.sluice.proxy.speaker.SpeakerListener;
import io.sluice.proxy.speaker.SpeakerSession;
import java.io.IOException;
import java.time.Duration;

/**
 * How long an UPDATE takes from wire to wire, while a fixed number of them passes each second.
 * UPDATE number i announces the /24 that spells i.
 */
public final class RoundTrip {
  private static final byte[] ATTRIBUTES =
      Bytes.ofHex(
          "40010100"
              + "40021202"
              + "04fa56ea030000fbf40000fbf50000fbf6"
              + "4003040a000003"
              + "c00808fc000001fc000002");

  private final Ends ends;
  private final Middle middle;
  private final double perSecond;
  private final double seconds;
  private final double warmSeconds;

  /**
   * @param perSecond UPDATEs per second
   * @param seconds how long to measure; with the warm-up at most 16,777,216 UPDATEs
   * @param warmSeconds how long before that, not counted
   */
  public RoundTrip(Ends ends, Middle middle, double perSecond, double seconds, double warmSeconds) {
    if (perSecond * (seconds + warmSeconds) > 1 << 24) {
      throw new IllegalArgumentException(
          perSecond + "/s for " + (seconds + warmSeconds) + " s: there are 16,777,216 /24s");
    }
    this.ends = ends;
    this.middle = middle;
    this.perSecond = perSecond;
    this.seconds = seconds;
    this.warmSeconds = warmSeconds;
  }

  /**
   * What came of it.
   *
   * @param times how long
   * @param cores CPU time of the middle's process tree, per second of the measure
   * @param otherCores the same of anything else on the machine
   */
  public record Result(Percentiles times, double cores, double otherCores) {}

  /** Runs once, in a session of its own. */
  public Result run(Duration patience) throws IOException, InterruptedException {
    Latencies latencies = new Latencies(perSecond, seconds, warmSeconds);
    SpeakerListener clock =
        new SpeakerListener() {
          @Override
          public void received(
              SpeakerSession s, byte[] buffer, int offset, int length, long nanoTime) {
            if (buffer[offset + Header.TYPE_OFFSET] == 2 && length > 23) {
              latencies.arrived(Bytes.u24(buffer, offset + length - 3), nanoTime);
            }
          }
        };
    try (Speaker receiver = new Speaker(ends.receiver(), clock).start();
        Speaker sender = new Speaker(ends.sender(!middle.present())).start()) {
      SpeakerSession out = Through.await(sender, middle, patience);
      Through.await(receiver, middle, patience);
      Thread.sleep(500);
      OtherLoad other = new OtherLoad();
      double cpu = middle.cpuSeconds();
      long began = System.nanoTime();
      latencies.send(i -> out.announce(update((int) i)));
      latencies.await(20);
      double took = (System.nanoTime() - began) / 1e9;
      double cores = (middle.cpuSeconds() - cpu) / took;
      return new Result(latencies.percentiles(), cores, other.cores());
    }
  }

  private static byte[] update(int number) {
    ByteSink out = Header.begin(new ByteSink(96), MessageType.UPDATE);
    out.u16(0).u16(ATTRIBUTES.length).bytes(ATTRIBUTES).u8(24).u24(number);
    return Header.finish(out);
  }
}
