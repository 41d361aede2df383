package io.sluice.bgp.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import io.sluice.bgp.Header;
import io.sluice.bgp.Message;
import io.sluice.bgp.json.JsonWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Line by line against what bgpipe printed of real files. */
class RealFilesTest {
  private static final String FOLDER = "bgpipe-json/";
  private static final JsonWriter WRITER = new JsonWriter();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sample",
        "ris-rrc06-2014",
        "routeviews-2013-as4path",
        "ris-2007-2byte",
        "ris-rrc00-2019",
        "long-withdrawal",
        "routeviews-2024-otc",
        "routeviews-2024-et",
        "rrc03-2010-fsm",
        "rrc01-2010-attr99",
        "rrc23-2022-opens",
        "sydney-2022-attr255",
        "rrc20-2018-as4path",
        "bird-addpath",
        "bird-quirk-2015",
        "bird-quirk-2017",
        "openbgpd",
        "bgpcep",
        "parse-error",
        "hand-bgp4mp"
      })
  void everyMessageOfAnMrtFilePrintsTheSameLine(String name) throws IOException {
    Comparison comparison = new Comparison(name + ".jsonl.zst");
    try (InputStream in = Compressed.open(SharedData.file(input(name + ".jsonl.zst")))) {
      MrtMessages.read(in, message -> comparison.add(message, message.context()));
    }
    comparison.verify();
  }

  @ParameterizedTest
  @ValueSource(strings = {"messages", "messages-g", "messages-2", "fuzz", "fuzz-g"})
  void everyMessageOfARawStreamPrintsTheSameLine(String name) throws IOException {
    Comparison comparison = new Comparison(name + ".jsonl.zst");
    DecodeContext context = name.endsWith("-2") ? DecodeContext.AS2 : DecodeContext.AS4;
    byte[] stream;
    try (InputStream in = Compressed.open(SharedData.file(input(name + ".jsonl.zst")))) {
      stream = in.readAllBytes();
    }
    Message message = new Message();
    long sequence = 0;
    for (int at = 0; at < stream.length; at += Header.length(stream, at)) {
      message.wrap(stream, at, Header.length(stream, at));
      message.describe("", 0, Direction.R, ++sequence, 0, context, Map.of());
      comparison.add(message, name.endsWith("-g") ? DecodeContext.AS2 : context);
    }
    comparison.verify();
  }

  @Test
  void everyListedDeviationIsStillOne() {
    assertThat(Deviations.of("files.tsv").names())
        .allMatch(c -> Files.exists(SharedData.file(FOLDER + c.replaceAll(" .*", ".jsonl.zst"))));
  }

  private static String input(String output) {
    return SharedData.rows(FOLDER + "index.csv", ",").stream()
        .filter(row -> row[0].equals(output))
        .map(row -> row[1])
        .findFirst()
        .orElseThrow();
  }

  /** What is printed of one input, beside what bgpipe printed. */
  private static final class Comparison {
    private final String name;
    private final Map<Long, String> expected = new LinkedHashMap<>();
    private final Set<Long> dropped = new HashSet<>();
    private final AsciiBuffer out = new AsciiBuffer();
    private final RoundTrip roundTrip = new RoundTrip();
    private final Deviations deviations = Deviations.of("files.tsv");
    private final List<String> cases = new ArrayList<>();
    private long last;
    private int lines;

    Comparison(String name) throws IOException {
      this.name = name.replace(".jsonl.zst", "");
      SharedData.rows(FOLDER + "drops.csv", ",").stream()
          .filter(row -> row[0].equals(name))
          .forEach(row -> dropped.add(Long.valueOf(row[1])));
      try (BufferedReader in =
          new BufferedReader(
              new InputStreamReader(
                  Compressed.open(SharedData.file(FOLDER + name)), StandardCharsets.UTF_8))) {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          last = Long.parseLong(line.split(",", 3)[1]);
          expected.put(last, Lines.withSortedTags(line));
        }
      }
    }

    /** Prints a message; false when no more are known. */
    boolean add(Message message, DecodeContext second) {
      if (message.sequence() > last) {
        return false;
      }
      out.clear();
      if (WRITER.write(message, out) != null && second != message.context()) {
        message.describe(
            "",
            0,
            message.direction(),
            message.sequence(),
            message.timeMicros(),
            second,
            message.tags());
        WRITER.write(message, out);
      }
      if (out.size() > 0) {
        roundTrip.check(message, out);
      }
      String line = out.size() == 0 ? "refused" : Lines.withSortedTags(out.toString().trim());
      String theirs = expected.remove(message.sequence());
      String caseName = name + " " + message.sequence();
      if (theirs != null) {
        lines++;
        deviations.compare(caseName, theirs, line);
      } else if (!dropped.contains(message.sequence())) {
        deviations.compare(caseName, "refused", line);
      }
      cases.add(caseName);
      return true;
    }

    void verify() {
      deviations.verifyOf(cases::contains);
      assertThat(expected).as("lines of bgpipe without a message of ours").isEmpty();
      assertThat(lines).as("lines compared").isPositive();
    }
  }
}
