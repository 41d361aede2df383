package io.sluice.bgp.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Header;
import io.sluice.bgp.Message;
import java.util.List;

/**
 * Whatever stands in a line: a message whose length is right, or an error that points somewhere.
 */
class JsonFuzzTest {
  private static final DecodeContext ADD_PATH =
      DecodeContext.of(false, List.of(AddressFamily.IPV4_UNICAST), List.of());

  private final JsonReader reader = new JsonReader(DecodeContext.AS4, ADD_PATH);
  private final AsciiBuffer out = new AsciiBuffer();

  @FuzzTest(maxDuration = "1m")
  void anyLineIsAMessageOrAnError(byte[] line) {
    switch (reader.read(line, 0, line.length)) {
      case ERROR -> {
        assertThat(reader.error()).isNotEmpty();
        assertThat(reader.column()).isBetween(1, line.length + 1);
        assertThat(reader.message()).isNull();
      }
      case NOTHING -> assertThat(reader.message()).isNull();
      default -> {
        byte[] message = reader.message();
        assertThat(Header.length(message, 0)).isEqualTo(message.length);
        assertThat(message.length).isLessThanOrEqualTo(100 + 8 * line.length);
        Message m = new Message().wrap(message, 0, message.length);
        m.describe(
            "",
            0,
            Direction.R,
            reader.sequence(),
            reader.timeMicros(),
            reader.direction() == Direction.L ? ADD_PATH : DecodeContext.AS4,
            reader.tags());
        out.clear();
        if (new JsonWriter().write(m, out) != null) {
          assertThat(out.size()).isZero();
        }
      }
    }
  }
}
