package io.sluice.mrt;

import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Header;
import io.sluice.bgp.Message;
import io.sluice.bgp.MessageType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Random;

/** A small archive of made-up messages of a few peers. */
public final class SampleArchive {
  private SampleArchive() {}

  /** An archive of so many records. */
  public static byte[] of(ArchiveFormat format, int records, int seed) throws IOException {
    Random random = new Random(seed);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Message message = new Message();
    try (ArchiveWriter writer = Archives.create(out, WriteOptions.of(format))) {
      for (int i = 0; i < records; i++) {
        byte[] octets = update(random);
        message
            .wrap(octets, 0, octets.length)
            .describe(
                "",
                0,
                Direction.R,
                i + 1,
                1_700_000_000_000_000L + i * 1_000_000L,
                DecodeContext.AS4,
                tags(random.nextInt(20)));
        writer.message(message);
      }
    }
    return out.toByteArray();
  }

  private static Map<String, String> tags(int peer) {
    return Map.of(
        "PEER_AS",
        Integer.toString(64500 + peer),
        "PEER_IP",
        peer % 2 == 0 ? "192.0.2." + peer : "2001:db8::" + peer,
        "LOCAL_AS",
        "64499",
        "LOCAL_IP",
        peer % 2 == 0 ? "192.0.2.254" : "2001:db8::fe");
  }

  /** A withdrawal of some prefixes of 24 bits. */
  private static byte[] update(Random random) {
    int prefixes = 1 + random.nextInt(20);
    byte[] update = Header.write(MessageType.UPDATE, 4 + 4 * prefixes);
    update[Header.LENGTH + 1] = (byte) (4 * prefixes);
    for (int i = 0; i < prefixes; i++) {
      int at = Header.LENGTH + 2 + 4 * i;
      update[at] = 24;
      update[at + 1] = 10;
      update[at + 2] = (byte) random.nextInt(256);
      update[at + 3] = (byte) random.nextInt(256);
    }
    return update;
  }
}
