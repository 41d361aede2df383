package io.sluice.cli.run.live;

import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Header;
import io.sluice.bgp.update.UpdateBuilder;
import io.sluice.bgp.wire.ByteSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Batches of UPDATEs as a table transfer has them: few routes each, paths of two to six ASes. */
final class SyntheticRoutes {
  private static final int MESSAGES = 4000;
  private static final int FLAGS = 0x40;
  private static final int OPTIONAL_TRANSITIVE = 0xc0;
  private static final int FIRST_NETWORK = 0x0b0000;

  private final Random random = new Random(1);
  private int network = FIRST_NETWORK;

  /** The next batch; its routes are other ones than those before, until all of 11/8 are used. */
  List<byte[]> next() {
    List<byte[]> batch = new ArrayList<>(MESSAGES);
    for (int i = 0; i < MESSAGES; i++) {
      batch.add(update());
    }
    return batch;
  }

  private byte[] update() {
    int hops = 2 + random.nextInt(5);
    ByteSink path = new ByteSink().u8(2).u8(hops).u32(64500);
    for (int i = 1; i < hops; i++) {
      path.u32(1 + random.nextInt(400_000));
    }
    UpdateBuilder builder =
        new UpdateBuilder(DecodeContext.AS4)
            .set(AttributeCode.ORIGIN, FLAGS, new byte[] {0})
            .set(AttributeCode.AS_PATH, FLAGS, path.toByteArray())
            .set(AttributeCode.NEXT_HOP, FLAGS, new byte[] {(byte) 198, 51, 100, 1});
    if (random.nextInt(10) < 6) {
      ByteSink communities = new ByteSink();
      for (int i = 1 + random.nextInt(4); i > 0; i--) {
        communities.u16(64500).u16(random.nextInt(65_536));
      }
      builder.set(AttributeCode.COMMUNITIES, OPTIONAL_TRANSITIVE, communities.toByteArray());
    }
    for (int i = 1 + random.nextInt(8); i > 0; i--) {
      builder.nlri().u8(24).u24(network);
      network = network + 1 & 0xffff | FIRST_NETWORK;
    }
    return builder.build(Header.MAX_LENGTH).value().get(0);
  }
}
