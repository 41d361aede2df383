package io.sluice.bgp.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Message;
import io.sluice.bgp.exa.ExaReader;
import io.sluice.bgp.exa.ExaSyntaxException;
import io.sluice.bgp.exa.ExaWriter;
import io.sluice.bgp.json.JsonReader;
import io.sluice.bgp.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Commands of ExaBGP as bgpipe reads and writes them. */
class ExaTest {
  @Test
  void eachCommandIsReadAsBgpipeReadsIt() {
    Deviations deviations = Deviations.of("exa-in.tsv");
    List<String[]> rows = SharedData.rows("bgpipe-json/exa-in.tsv");
    assertThat(rows).hasSizeGreaterThan(50);
    for (String[] row : rows) {
      if (row[0].startsWith("[") || row[0].startsWith("{")) {
        continue;
      }
      String theirs =
          row[1].startsWith("STOP") ? "refused" : row[1].replace("NOW", "1970-01-01T00:00:00.000");
      deviations.compare(row[0], theirs, read(row[0].replace("\\t", "\t")));
    }
    deviations.verify();
  }

  private static String read(String line) {
    byte[] message;
    try {
      message = new ExaReader(DecodeContext.AS4).read(line);
    } catch (ExaSyntaxException e) {
      assertThat(e.column()).isBetween(1, line.length() + 1);
      return "refused";
    }
    if (message == null) {
      return "NOTHING";
    }
    AsciiBuffer out = new AsciiBuffer();
    Message m =
        new Message()
            .wrap(message, 0, message.length)
            .describe("", 0, Direction.R, 1, 0, DecodeContext.AS4, Map.of());
    assertThat(new JsonWriter().write(m, out)).isNull();
    return out.toString().strip();
  }

  @Test
  void eachMessageIsWrittenAsBgpipeWritesIt() {
    Deviations deviations = Deviations.of("json-to-exa.tsv");
    DecodeContext context = Context.of("\"IPV4/UNICAST/IPV6\"");
    JsonReader reader = new JsonReader(context, context);
    for (String[] row : SharedData.rows("bgpipe-json/json-to-exa.tsv")) {
      byte[] line = row[0].getBytes(StandardCharsets.UTF_8);
      assertThat(reader.read(line, 0, line.length)).isEqualTo(JsonReader.Outcome.MESSAGE);
      byte[] message = reader.message();
      AsciiBuffer out = new AsciiBuffer();
      Message m = new Message().wrap(message, 0, message.length);
      m.describe("", 0, Direction.R, 1, 0, context, Map.of());
      if (m.isUpdate()) {
        new ExaWriter().write(m.update(), out);
      }
      String ours = out.toString().strip().replace("\n", "<LF>");
      deviations.compare(row[0], row[1], ours.isEmpty() ? "NOTHING" : ours);
    }
    deviations.verify();
  }
}
