package io.sluice.bgp.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.BgpError;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Message;
import io.sluice.bgp.json.JsonReader;
import io.sluice.bgp.json.JsonWriter;
import io.sluice.bgp.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines of JSON as bgpipe takes them in, printed again, and written to the wire. */
class JsonInputTest {
  private static final String NOW = "1970-01-01T00:00:00.000";

  @Test
  void eachLineIsReadAsBgpipeReadsIt() {
    Deviations deviations = Deviations.of("json-in.tsv");
    List<String[]> rows = SharedData.rows("bgpipe-json/json-in.tsv");
    assertThat(rows).hasSizeGreaterThan(450);
    int compared = 0;
    for (String[] row : rows) {
      String arguments = row[1].replace(" stdin -- stdout", "");
      boolean plain = arguments.equals("stdin -- stdout") || arguments.matches("-g|-2|--caps .*");
      if (plain) {
        compared++;
        String theirs =
            row[3].matches("(STOP|DROP|ERROR).*") ? "refused" : row[3].replace("NOW", NOW);
        deviations.compare(row[0], sorted(theirs), read(row[2], arguments));
      }
    }
    assertThat(compared).isGreaterThan(450);
    deviations.verify();
  }

  private static String sorted(String lines) {
    return lines.startsWith("[")
        ? String.join(
            "<LF>", List.of(lines.split("<LF>")).stream().map(Lines::withSortedTags).toList())
        : lines;
  }

  private static String read(String input, String options) {
    DecodeContext context = Context.of(options);
    JsonReader reader = new JsonReader(context, context);
    AsciiBuffer out = new AsciiBuffer();
    long counter = 0;
    for (String line : input.replace("<EOF>", "").split("<LF>")) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      switch (reader.read(bytes, 0, bytes.length)) {
        case NOTHING -> {}
        case ERROR -> {
          assertThat(reader.column()).isBetween(1, bytes.length + 1);
          return "refused";
        }
        default -> {
          long sequence = reader.sequence() != 0 ? reader.sequence() : ++counter;
          // DROP and ACCEPT keep a message from what prints.
          if ((reader.actions() & 6) == 0 && !print(reader, sequence, options, out)) {
            return "refused";
          }
        }
      }
    }
    return out.size() == 0
        ? "NOTHING"
        : sorted(out.toString().substring(0, out.size() - 1).replace("\n", "<LF>"));
  }

  private static boolean print(JsonReader reader, long sequence, String options, AsciiBuffer out) {
    Message message = new Message().wrap(reader.message(), 0, reader.message().length);
    BgpError error = null;
    for (DecodeContext context : List.of(Context.of(options), DecodeContext.AS2)) {
      message.describe("", 0, Direction.R, sequence, reader.timeMicros(), context, reader.tags());
      error = new JsonWriter().write(message, out);
      if (error == null || !options.contains("-g")) {
        break;
      }
    }
    return error == null;
  }

  @Test
  void eachLineIsWrittenAsBgpipeWritesIt() {
    Deviations deviations = Deviations.of("json-to-wire.tsv");
    List<String[]> rows = SharedData.rows("bgpipe-json/json-to-wire.tsv");
    assertThat(rows).hasSizeGreaterThan(340);
    for (String[] row : rows) {
      DecodeContext context = Context.of(row[2]);
      JsonReader reader = new JsonReader(context, context);
      StringBuilder written = new StringBuilder();
      for (String line : row[1].split("<LF>")) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        JsonReader.Outcome outcome = reader.read(bytes, 0, bytes.length);
        if (outcome == JsonReader.Outcome.ERROR) {
          written.append("refused");
        } else if (outcome == JsonReader.Outcome.MESSAGE && (reader.actions() & 6) == 0) {
          written.append(
              print(reader, 1, row[2], new AsciiBuffer())
                  ? Bytes.hex(reader.message(), 0, reader.message().length)
                  : "refused");
        }
      }
      String theirs =
          row[3].matches("(NOT WRITTEN|DROP|STOP).*") ? "refused" : row[3].replace("NOTHING", "");
      deviations.compare(row[0], theirs, written.toString());
    }
    deviations.verify();
  }
}
