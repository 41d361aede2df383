package io.sluice.mrt.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Message;
import io.sluice.bgp.wire.Bytes;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CollectorHopTest {
  private static final String MARKER = "ff".repeat(16);

  /** An announcement of 10.0.0.0/24 over a path, given as its octets. */
  private static String update(String head, String path) {
    String attributes = "40010100" + "400304c0000201" + head + path;
    int octets = attributes.length() / 2;
    return MARKER
        + String.format("%04x020000%04x", 23 + octets + 4, octets)
        + attributes
        + "180a0000";
  }

  private static String without(String update, DecodeContext context, long peer) {
    byte[] octets = Bytes.ofHex(update);
    Message message = new Message().wrap(octets, 0, octets.length);
    message.describe("", 0, Direction.R, 1, 2, context, Map.of("PEER_AS", "64500"));
    new CollectorHop().remove(message, peer);
    assertThat(message.timeMicros()).isEqualTo(2);
    assertThat(message.tags()).containsEntry("PEER_AS", "64500");
    return Bytes.hex(message.buffer(), message.offset(), message.length());
  }

  @Test
  void theCollectorsOwnNumberGoesWhereThePeersComesBehindIt() {
    String with = update("40020e", "020300001927" + "0000fbf4" + "0000fbf5");
    String plain = update("40020a", "02020000fbf4" + "0000fbf5");
    assertThat(without(with, DecodeContext.AS4, 64500)).isEqualTo(plain);
    assertThat(without(plain, DecodeContext.AS4, 64500)).isEqualTo(plain);
    assertThat(without(with, DecodeContext.AS4, 64501)).isEqualTo(with);
  }

  @Test
  void itGoesFromPathsOfTwoOctetsAndOfLongAttributesToo() {
    assertThat(without(update("400206", "02021927fbf4"), DecodeContext.AS2, 64500))
        .isEqualTo(update("400204", "0201fbf4"));
    assertThat(without(update("5002000a", "0202000019270000fbf4"), DecodeContext.AS4, 64500))
        .isEqualTo(update("50020006", "02010000fbf4"));
  }

  @Test
  void aSetOrAPathOfOneStays() {
    for (String path : new String[] {"0102000019270000fbf4", "020100001927"}) {
      String update = update(path.length() > 12 ? "40020a" : "400206", path);
      assertThat(without(update, DecodeContext.AS4, 64500)).isEqualTo(update);
    }
  }

  @Test
  void topicsTellTheCollector() {
    assertThat(RouteViewsReader.collector("routeviews.amsix.ams.64500.bmp_raw"))
        .isEqualTo("amsix.ams");
  }
}
