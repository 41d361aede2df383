package io.sluice.bgp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.sluice.bgp.check.PeerRules;
import io.sluice.bgp.check.UpdateValidator;
import io.sluice.bgp.filter.Filter;
import io.sluice.bgp.json.JsonWriter;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What is done with every message creates no objects. */
class AllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int ROUNDS = 5000;
  private static final byte[][] MESSAGES = {
    Updates.update(
        "18 0a0102",
        Updates.ORIGIN + Updates.AS_PATH + Updates.NEXT_HOP + Updates.COMMUNITIES,
        "18 c00002 10 c633"),
    Updates.update(
        "",
        Updates.ORIGIN
            + Updates.attribute(0x40, 2, "0203 0000fde9 00030000 00000001 0101 00000002")
            + Updates.attribute(
                0x80, 14, "0002 01 10 20010db8000000000000000000000001 00 20 20010db8")
            + Updates.attribute(0xc0, 7, "0000fde9 c0000201")
            + Updates.attribute(0xc0, 16, "0002fde800000064")
            + Updates.attribute(0xc0, 32, "000000010000000200000003"),
        ""),
  };

  private final Message message =
      new Message()
          .describe("s", 1, Direction.R, 1, 1_700_000_000_000_000L, DecodeContext.AS4, Map.of());

  @Test
  void printingAnUpdate() {
    JsonWriter writer = new JsonWriter();
    AsciiBuffer out = new AsciiBuffer();
    assertThat(perMessage(m -> assertNull(writer.write(m, out.clear())))).isZero();
  }

  @Test
  void askingAFilter() {
    for (String text :
        new String[] {
          "prefix ~ 10.0.0.0/8",
          "ipv6 && as_origin == 65001 || community == 1:1",
          "as_path == 7 || as_path_len > 100 || med > 5 || nexthop ~ 10.0.0.0/8",
          "large_community == 1:2:4 || type == open || seq > 7",
        }) {
      Filter filter = Filter.compile(text);
      // A next hop is compared as an object, which escape analysis may or may not remove.
      long most = text.contains("nexthop") ? 64 : 0;
      assertThat(perMessage(m -> filter.evaluate(m))).as(text).isLessThanOrEqualTo(most);
    }
  }

  @Test
  void walkingRoutesAndPaths() {
    PrefixCursor cursor = new PrefixCursor();
    AsPath path = new AsPath();
    long most =
        perMessage(
            m -> {
              cursor.allAnnounced(m.update());
              while (cursor.next()) {
                path.read(m.update());
              }
            });
    assertThat(most).isZero();
  }

  @Test
  void validatingASoundUpdate() {
    UpdateValidator validator = new UpdateValidator(PeerRules.ANY);
    // The walk over an AS path is an object, which escape analysis may or may not remove.
    assertThat(perMessage(m -> validator.validate(m.update()))).isLessThanOrEqualTo(96);
  }

  private static void assertNull(Object object) {
    if (object != null) {
      throw new AssertionError(object);
    }
  }

  /** Octets that each message costs, once all is warm. */
  private long perMessage(Consumer<Message> work) {
    long least = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 5; attempt++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < ROUNDS; i++) {
        byte[] bytes = MESSAGES[i % MESSAGES.length];
        message.wrap(bytes, 0, bytes.length);
        work.accept(message);
      }
      least = Math.min(least, (THREADS.getCurrentThreadAllocatedBytes() - before) / ROUNDS);
    }
    return least;
  }
}
