package io.sluice.bgp.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.BgpError;
import io.sluice.bgp.Message;
import io.sluice.bgp.json.JsonWriter;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Every message of every MRT file there is decodes, or is listed with the reason why not, and every
 * UPDATE is put together again as the same octets, and comes back from JSON as it went there.
 */
class MrtFilesTest {
  /** Files that hold tables, and no messages. */
  private static final String TABLE = ".*(bview|[^a-z]rib).*";

  private final AsciiBuffer out = new AsciiBuffer();
  private final JsonWriter writer = new JsonWriter();
  private final RoundTrip roundTrip = new RoundTrip();
  private final Deviations deviations = Deviations.of("mrt.tsv");
  private final Set<String> files = new TreeSet<>();
  private final List<String> wrong = new ArrayList<>();
  private long messages;
  private long updates;

  @Test
  void everyUpdateOfEveryFileDecodesAndComesBackAsItWas() throws IOException {
    for (String file : SharedData.listed("mrt")) {
      if (file.matches(TABLE)) {
        continue;
      }
      files.add(file);
      wrong.clear();
      messages = 0;
      try (InputStream in = Compressed.open(SharedData.file(file))) {
        MrtMessages.read(in, message -> check(file, message));
      }
      String caseName = file + ", " + wrong.size() + " of " + messages;
      deviations.compare(caseName, "", String.join(", ", wrong));
    }
    assertThat(files).hasSizeGreaterThan(50);
    assertThat(updates).isGreaterThan(1_200_000);
    deviations.verify();
  }

  private boolean check(String file, Message message) {
    messages++;
    out.clear();
    BgpError error = writer.write(message, out);
    if (error != null) {
      wrong.add(message.sequence() + ": " + error);
    } else if (message.isUpdate()) {
      updates++;
      roundTrip.check(message, out);
    }
    return true;
  }
}
