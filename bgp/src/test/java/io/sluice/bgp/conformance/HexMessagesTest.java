package io.sluice.bgp.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.BgpError;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Header;
import io.sluice.bgp.Message;
import io.sluice.bgp.MessageType;
import io.sluice.bgp.Open;
import io.sluice.bgp.check.PeerRules;
import io.sluice.bgp.check.UpdateValidator;
import io.sluice.bgp.json.JsonWriter;
import io.sluice.bgp.wire.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Messages that stand in the tests and documents of other implementations. */
class HexMessagesTest {
  private static final List<DecodeContext> NONE = List.of();

  @Test
  void wholeMessagesDecodeAndComeBackAsTheyWere() throws IOException {
    List<byte[]> messages = messages("hex/bgp-messages.jsonl");
    assertThat(messages).hasSizeGreaterThan(400);
    RoundTrip roundTrip = new RoundTrip();
    AsciiBuffer out = new AsciiBuffer();
    JsonWriter writer = new JsonWriter(true);
    Deviations deviations = Deviations.of("hex.tsv");
    int number = 0;
    for (byte[] bytes : messages) {
      number++;
      BgpError error = Header.check(bytes, 0, bytes.length, true);
      boolean printed = false;
      for (DecodeContext context : error == null ? CapturesTest.CONTEXTS : NONE) {
        Message message =
            new Message()
                .wrap(bytes, 0, bytes.length)
                .describe("", 0, Direction.R, 1, 0, context, Map.of());
        out.clear();
        BgpError here = writer.write(message, out);
        if (here == null) {
          printed = true;
          roundTrip.check(message, line(message));
        }
        error = error == null ? here : error;
        if (message.isUpdate()) {
          assertThat(new UpdateValidator(PeerRules.ANY).validate(message.update())).isNotNull();
        } else if (message.type() == MessageType.OPEN) {
          assertThat(Open.parse(bytes).bytes()).isEqualTo(bytes);
        }
      }
      deviations.compare("message " + number, "", printed ? "" : String.valueOf(error));
    }
    deviations.verify();
  }

  private static AsciiBuffer line(Message message) {
    AsciiBuffer line = new AsciiBuffer();
    assertThat(new JsonWriter().write(message, line)).isNull();
    return line;
  }

  @Test
  void messagesCutShortAreToldAsSuch() throws IOException {
    for (byte[] bytes : messages("hex/bgp-messages-truncated.jsonl")) {
      assertThat(Header.check(bytes, 0, bytes.length, true))
          .as(() -> Bytes.hex(bytes, 0, bytes.length))
          .isNotNull();
      Message message =
          new Message()
              .wrap(bytes, 0, bytes.length)
              .describe("", 0, Direction.R, 1, 0, DecodeContext.AS4, Map.of());
      if (bytes.length >= Header.LENGTH && message.isUpdate()) {
        assertThat(new UpdateValidator(PeerRules.ANY).validate(message.update())).isNotNull();
      }
    }
  }

  private static List<byte[]> messages(String file) throws IOException {
    List<byte[]> messages = new ArrayList<>();
    for (String line : Files.readAllLines(SharedData.file(file))) {
      try (JsonParser parser = new JsonFactory().createParser(line)) {
        while (parser.nextToken() != null) {
          if (parser.currentToken() == JsonToken.FIELD_NAME && parser.currentName().equals("hex")) {
            messages.add(Bytes.ofHex(parser.nextTextValue()));
          }
        }
      }
    }
    return messages;
  }
}
