package io.sluice.bgp.exa;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Header;
import io.sluice.bgp.MessageType;
import io.sluice.bgp.Update;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Whatever stands in a command, and whatever a peer sends to be written as commands. */
class ExaFuzzTest {
  private static final DecodeContext EXTENDED_NEXT_HOP =
      DecodeContext.of(true, List.of(), List.of(AddressFamily.IPV4_UNICAST));

  private final ExaReader reader = new ExaReader(EXTENDED_NEXT_HOP);
  private final ExaWriter writer = new ExaWriter();
  private final AsciiBuffer out = new AsciiBuffer();

  @FuzzTest(maxDuration = "1m")
  void anyCommandIsAnUpdateOrPointsAtAColumn(byte[] bytes) {
    String line = new String(bytes, StandardCharsets.UTF_8);
    try {
      byte[] message = reader.read(line);
      if (message != null) {
        Update u = Update.of(message, EXTENDED_NEXT_HOP);
        assertThat(u.error()).isNull();
        assertThat(Header.length(message, 0)).isEqualTo(message.length);
        out.clear();
        writer.write(u, out);
        // What was read can be written, and read again as the same.
        assertThat(out.toString()).endsWith("\n");
      }
    } catch (ExaSyntaxException e) {
      assertThat(e.column()).isBetween(1, line.length() + 1);
      assertThat(e.getMessage()).isNotEmpty();
    }
  }

  @FuzzTest(maxDuration = "1m")
  void whatIsWrittenCanBeRead(byte[] body) {
    byte[] message =
        Header.write(MessageType.UPDATE, Math.min(body.length, Header.MAX_LENGTH - Header.LENGTH));
    System.arraycopy(body, 0, message, Header.LENGTH, message.length - Header.LENGTH);
    Update u = Update.of(message, EXTENDED_NEXT_HOP);
    if (u.error() != null) {
      return;
    }
    out.clear();
    writer.write(u, out);
    out.toString().lines().forEach(line -> assertThat(reader.read(line)).as(line).isNotNull());
  }
}
