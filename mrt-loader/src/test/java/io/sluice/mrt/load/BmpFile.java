package io.sluice.mrt.load;

import io.sluice.bgp.Open;
import io.sluice.bgp.wire.ByteSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes BMP messages (RFC 7854) of the peer 192.0.2.1 in AS 64501, for tests. */
final class BmpFile {
  private static final int COMMON_AND_PEER = 48;
  private static final int LOC_RIB = 3;
  private final ByteSink out = new ByteSink();

  /** A Route Monitoring message. */
  BmpFile message(int peerType, int flags, long distinguisher, byte[] message) {
    header(0, peerType, flags, distinguisher, message.length);
    out.bytes(message);
    return this;
  }

  /** A Peer Up. */
  BmpFile up(int peerType, int flags, long distinguisher) {
    byte[] open = Open.encode(64501, 90, 1, List.of(Open.fourOctetAs(64501)));
    header(3, peerType, flags, distinguisher, 20 + 2 * open.length);
    out.i64(0).i64(0).u32(0).bytes(open).bytes(open);
    return this;
  }

  private void header(int type, int peerType, int flags, long distinguisher, int length) {
    out.u8(3).u32(COMMON_AND_PEER + length).u8(type).u8(peerType).u8(flags).i64(distinguisher);
    out.i64(0).u32(0).u32(peerType == LOC_RIB ? 0 : 0xc000_0201L);
    out.u32(64501).u32(1).u32(1_700_000_000L).u32(0);
  }

  LoadInput write(Path file) throws IOException {
    Files.write(file, out.toByteArray());
    return LoadInput.of(List.of(file.toString())).get(0);
  }
}
