package io.sluice.proxy.speaker;

import io.sluice.bgp.Open;
import io.sluice.bgp.cap.CapabilityValue;
import io.sluice.bgp.wire.Bytes;
import java.util.List;

/** The OPEN that a speaker sends. */
final class OwnOpen {
  /** What bgpipe calls itself when nothing tells it otherwise. */
  private static final int ANYBODY = 1;

  private OwnOpen() {}

  /**
   * @param theirs the OPEN that it answers; {@code null} when it goes out first
   * @param again whether a session of this speaker was up before: then it has not restarted
   */
  static byte[] of(SpeakerConfig config, Open theirs, boolean again) {
    long asn = config.asn() == 0 ? theirs.asn() : config.asn();
    int identifier =
        config.routerId() != null
            ? SpeakerConfig.identifier(config.routerId())
            : theirs == null ? ANYBODY : below(Bytes.i32(theirs.bytes(), 24));
    List<Open.Capability> capabilities =
        config.capabilities().stream().map(c -> capability(c, asn, again).encode()).toList();
    return Open.encode(asn, config.holdTime(), identifier, capabilities);
  }

  private static CapabilityValue capability(CapabilityValue value, long asn, boolean again) {
    if (value instanceof CapabilityValue.FourOctetAs) {
      return new CapabilityValue.FourOctetAs(asn);
    }
    if (again && value instanceof CapabilityValue.GracefulRestart g) {
      int flags = g.flags() & ~CapabilityValue.GracefulRestart.RESTARTED;
      return new CapabilityValue.GracefulRestart(flags, g.restartTime(), g.entries());
    }
    return value;
  }

  /** 0 is no identifier (RFC 6286 section 2.1). */
  private static int below(int identifier) {
    return identifier == 1 ? 2 : identifier - 1;
  }
}
