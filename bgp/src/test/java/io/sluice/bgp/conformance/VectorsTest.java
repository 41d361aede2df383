package io.sluice.bgp.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.BgpError;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Header;
import io.sluice.bgp.Message;
import io.sluice.bgp.json.JsonWriter;
import io.sluice.bgp.wire.Bytes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VectorsTest {
  private static final int NAME = 0;
  private static final int HEX = 1;
  private static final int OPTIONS = 2;
  private static final int OUTPUT = 3;

  @Test
  void eachMessagePrintsAsBgpipePrintsIt() {
    List<String[]> vectors = SharedData.rows("bgpipe-json/vectors.tsv");
    assertThat(vectors).hasSizeGreaterThan(300);
    Deviations deviations = Deviations.of("vectors.tsv");
    for (String[] row : vectors) {
      deviations.compare(row[NAME], expected(row[OUTPUT]), print(row[HEX], row[OPTIONS]));
    }
    deviations.verify();
  }

  private static String expected(String output) {
    boolean refused =
        output.startsWith("DROP") || output.startsWith("STOP") || output.startsWith("CRASH");
    return refused ? "refused" : output;
  }

  private static String print(String hex, String options) {
    byte[] bytes = Bytes.ofHex(hex);
    if (!Header.markerOk(bytes, 0) || Header.length(bytes, 0) < Header.LENGTH) {
      return "refused";
    }
    DecodeContext context = Context.of(options);
    AsciiBuffer out = new AsciiBuffer();
    BgpError error = new JsonWriter().write(message(bytes, context), out);
    if (error != null && options.contains("-g")) {
      error = new JsonWriter().write(message(bytes, DecodeContext.AS2), out);
    }
    if (error != null) {
      assertThat(out.size()).isZero();
      return "refused";
    }
    String head = "[\"R\",1,\"1970-01-01T00:00:00.000\",";
    assertThat(out.toString()).startsWith(head).endsWith("]\n");
    return out.toString().substring(head.length(), out.size() - 1);
  }

  private static Message message(byte[] bytes, DecodeContext context) {
    return new Message()
        .wrap(bytes, 0, bytes.length)
        .describe("", 0, Direction.R, 1, 0, context, Map.of());
  }
}
