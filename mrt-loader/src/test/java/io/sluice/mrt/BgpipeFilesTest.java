package io.sluice.mrt;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Message;
import io.sluice.bgp.json.JsonWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Line by line against what bgpipe printed of the same files, opened by name and content. */
class BgpipeFilesTest {
  private static final String FOLDER = "bgpipe-json/";

  /** Where our line is not bgpipe's on purpose. */
  private static final Set<String> DEVIATIONS =
      Set.of(
          // What bgpipe loses of extended communities 0x08xx stands as octets.
          "fuzz 566",
          "fuzz 1239",
          "fuzz 1594",
          // It takes the address of a router without a name from the wrong octets.
          "hand-obmp 2");

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
        "length-mismatch-2008",
        "mrt-type5-1999",
        "hand-bgp4mp"
      })
  void everyMessageOfAnMrtFilePrintsTheSameLine(String name) throws IOException {
    compare(name, ReadOptions.DEFAULT.withFormat(ArchiveFormat.MRT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hand-table-dump-v2",
        "hand-table-dump",
        "table-dump-2002",
        "table-dump-openbgpd",
        "table-dump-v2-jinx-2014",
        "table-dump-v2-openbgpd",
        "table-dump-v2-bird",
        "table-dump-v2-quagga-2015",
        "table-dump-v2-quagga-2017",
        "table-dump-v2-no-peers",
        "table-dump-v2-addpath"
      })
  void tableDumpsBecomeTheSameUpdates(String name) throws IOException {
    compare(name, ReadOptions.DEFAULT.withFormat(ArchiveFormat.MRT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bmp-cloudflare", "hand-bmp", "openbmp-frames", "hand-obmp"})
  void everyRouteOfBmpPrintsTheSameLine(String name) throws IOException {
    boolean framed = name.contains("obmp") || name.contains("openbmp");
    compare(
        name, ReadOptions.DEFAULT.withFormat(framed ? ArchiveFormat.OPENBMP : ArchiveFormat.BMP));
  }

  @ParameterizedTest
  @ValueSource(strings = {"messages", "messages-2", "fuzz"})
  void everyMessageOfAStreamPrintsTheSameLine(String name) throws IOException {
    compare(
        name,
        ReadOptions.DEFAULT.withContext(
            name.endsWith("-2") ? DecodeContext.AS2 : DecodeContext.AS4));
  }

  private static void compare(String name, ReadOptions options) throws IOException {
    Map<Long, String> expected = expected(name);
    Set<Long> refused = refused(name);
    long last =
        expected.size() < 20_000
            ? Long.MAX_VALUE
            : expected.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
    JsonWriter writer = new JsonWriter();
    AsciiBuffer out = new AsciiBuffer();
    long sequence = 0;
    StringBuilder differences = new StringBuilder();
    try (ArchiveReader reader = Archives.open(SharedData.file(input(name)), options)) {
      for (ArchiveReader.Kind kind = reader.next(); kind != null; kind = reader.next()) {
        if (kind != ArchiveReader.Kind.MESSAGE) {
          continue;
        }
        if (++sequence > last) {
          break;
        }
        out.clear();
        boolean written = writer.write(numbered(reader.message(), sequence), out) == null;
        String line = written ? withSortedTags(out.toString().trim()) : "refused";
        String theirs = expected.remove(sequence);
        boolean deviates = DEVIATIONS.contains(name + " " + sequence);
        if (theirs != null && theirs.equals(line) == !deviates) {
          continue;
        }
        if (theirs != null) {
          differences
              .append("theirs ")
              .append(theirs)
              .append("\nours   ")
              .append(line)
              .append('\n');
        }
        if (theirs == null && !refused.contains(sequence)) {
          differences.append("not theirs ").append(line).append('\n');
        }
      }
    }
    assertThat(differences.substring(0, Math.min(differences.length(), 4000))).isEmpty();
    assertThat(expected).isEmpty();
  }

  private static Message numbered(Message m, long sequence) {
    return m.describe("", 0, m.direction(), sequence, m.timeMicros(), m.context(), m.tags());
  }

  private static Map<Long, String> expected(String name) throws IOException {
    Map<Long, String> lines = new LinkedHashMap<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new ZstdInputStream(
                    Files.newInputStream(SharedData.file(FOLDER + name + ".jsonl.zst"))),
                StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        lines.put(Long.valueOf(line.split(",", 3)[1]), withSortedTags(line));
      }
    }
    return lines;
  }

  private static Set<Long> refused(String name) {
    return SharedData.rows(FOLDER + "drops.csv", ",").stream()
        .filter(row -> row[0].equals(name + ".jsonl.zst"))
        .map(row -> Long.valueOf(row[1]))
        .collect(Collectors.toSet());
  }

  private static String input(String name) {
    return SharedData.rows(FOLDER + "index.csv", ",").stream()
        .filter(row -> row[0].equals(name + ".jsonl.zst"))
        .map(row -> row[1])
        .findFirst()
        .orElseThrow();
  }

  /** A line with the keys of its tags in order: bgpipe prints them in any. */
  private static String withSortedTags(String line) {
    int meta = line.lastIndexOf(",{");
    String tags = line.substring(meta + 2, line.length() - 2);
    return line.substring(0, meta)
        + Arrays.stream(tags.split(",(?=\")")).collect(Collectors.toCollection(TreeSet::new));
  }
}
