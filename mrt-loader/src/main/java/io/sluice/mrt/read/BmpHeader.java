package io.sluice.mrt.read;

import io.sluice.bgp.wire.Bytes;

/** The headers of BMP (RFC 7854 section 4). */
final class BmpHeader {
  /** Octets of the common header: version, length, type. */
  static final int LENGTH = 6;

  /** Octets of the per-peer header. */
  static final int PEER = 42;

  static final int VERSION = 3;

  static final int ROUTE_MONITORING = 0;
  static final int STATISTICS = 1;
  static final int PEER_DOWN = 2;
  static final int PEER_UP = 3;
  static final int INITIATION = 4;
  static final int TERMINATION = 5;
  static final int MIRRORING = 6;

  private BmpHeader() {}

  /** Octets of the message whose header stands here, that included; -1 if this is none. */
  static int frame(byte[] b, int at, int most) {
    long length = Bytes.u32(b, at + 1);
    return b[at] == VERSION && length >= LENGTH && length <= most && b[at + 5] >= 0
        ? (int) length
        : -1;
  }

  /** Whether a message of a known type, with room for its headers, seems to begin here. */
  static boolean plausible(byte[] b, int at, int most) {
    int length = frame(b, at, most);
    int type = b[at + 5];
    boolean ofPeer = type != INITIATION && type != TERMINATION;
    return length >= (ofPeer ? LENGTH + PEER : LENGTH) && type <= MIRRORING;
  }
}
