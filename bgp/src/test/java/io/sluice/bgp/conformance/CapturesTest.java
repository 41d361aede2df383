package io.sluice.bgp.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.BgpError;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Header;
import io.sluice.bgp.Message;
import io.sluice.bgp.json.JsonWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Every message of every capture there is, of BGP or of BGP within BMP, decodes as one of the
 * sessions that it may be of, and comes back as it was; or is listed with the reason.
 */
class CapturesTest {
  private static final List<AddressFamily> UNICAST =
      List.of(AddressFamily.IPV4_UNICAST, AddressFamily.IPV6_UNICAST);
  private static final List<AddressFamily> PATHS =
      List.of(
          AddressFamily.IPV4_UNICAST,
          AddressFamily.IPV6_UNICAST,
          new AddressFamily(1, 128),
          new AddressFamily(2, 128));

  /** The sessions that a captured message may be of. */
  static final List<DecodeContext> CONTEXTS =
      List.of(
          DecodeContext.AS4,
          DecodeContext.AS2,
          DecodeContext.of(true, List.of(), UNICAST),
          DecodeContext.of(true, PATHS, List.of()));

  private final AsciiBuffer out = new AsciiBuffer();
  private final JsonWriter plain = new JsonWriter();
  private final JsonWriter full = new JsonWriter(true);
  private final RoundTrip roundTrip = new RoundTrip();

  @Test
  void everyMessageOfEveryCaptureDecodesAndComesBackAsItWas() throws IOException {
    Deviations deviations = Deviations.of("captures.tsv");
    int messages = 0;
    List<String> files = SharedData.listed("pcap+bgp", "pcapng+bgp");
    for (String file : files) {
      List<String> wrong = new ArrayList<>();
      int number = 0;
      for (byte[] stream : Streams.of(Captures.segments(SharedData.file(file)))) {
        for (byte[] bytes : Captures.messages(stream)) {
          messages++;
          number++;
          String reason = whatIsWrong(bytes);
          if (!reason.isEmpty()) {
            wrong.add(number + ": " + reason);
          }
        }
      }
      // A capture that is to break decoders holds many: the table tells how many do not decode.
      String caseName = file + ", " + wrong.size() + " of " + number;
      deviations.compare(caseName, "", String.join(", ", wrong));
    }
    assertThat(files).hasSizeGreaterThan(100);
    assertThat(messages).isGreaterThan(3700);
    deviations.verify();
  }

  private String whatIsWrong(byte[] bytes) {
    BgpError first = Header.check(bytes, 0, bytes.length, true);
    if (first != null) {
      return first.toString();
    }
    for (DecodeContext context : CONTEXTS) {
      Message message =
          new Message()
              .wrap(bytes, 0, bytes.length)
              .describe("", 0, Direction.R, 1, 0, context, Map.of());
      out.clear();
      BgpError error = full.write(message, out);
      if (error == null) {
        out.clear();
        assertThat(plain.write(message, out)).isNull();
        roundTrip.check(message, out);
        return "";
      }
      first = first == null ? error : first;
    }
    return first.toString();
  }
}
