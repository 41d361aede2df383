package io.sluice.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import io.sluice.cli.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs command lines of bgpipe as they were recorded, with only the name of the program and the
 * folder changed, and compares what is printed.
 */
class RecordedRunsIT {
  private static final String FOLDER = "bgpipe-json/";

  /** Faults of bgpipe that are not copied, or inputs that are read more strictly. */
  private static final Map<String, Set<Long>> OTHER =
      Map.of(
          // An IPv4 address of a router is taken from the wrong octets.
          "hand-obmp.jsonl.zst", Set.of(2L),
          // The value of extended communities of type 0x08 is lost.
          "fuzz.jsonl.zst", Set.of(566L, 1239L, 1594L),
          "fuzz-g.jsonl.zst", Set.of(566L, 1239L, 1594L));

  private static Map<String, Set<Long>> drops;

  record Row(String output, String input, String command, boolean cut, String log) {
    @Override
    public String toString() {
      return command.startsWith("bgpipe -") ? output + command.substring(6, 9) : output;
    }
  }

  static Stream<Row> rows() throws IOException {
    return Files.readAllLines(SharedData.file(FOLDER + "index.csv")).stream()
        .skip(1)
        .map(line -> line.split(",", 7))
        .map(c -> new Row(c[0], c[1], c[2], !c[4].isEmpty(), c[6]))
        // Half a minute for what the others show as well, or errors of the lines of ExaBGP.
        .filter(row -> !row.log.contains("same as without -g") && !row.output.startsWith("exa-in"))
        .filter(row -> !row.output.matches("routeviews-2024-otc.*|rrc2.*|length-mismatch.*"));
  }

  @BeforeAll
  static void readDrops() throws IOException {
    drops = new HashMap<>();
    for (String line : Files.readAllLines(SharedData.file(FOLDER + "drops.csv"))) {
      String[] columns = line.split(",", 3);
      if (columns[1].matches("-?\\d+")) {
        drops.computeIfAbsent(columns[0], k -> new HashSet<>()).add(Long.valueOf(columns[1]));
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void a_recorded_command_line_prints_what_bgpipe_printed(Row row) throws IOException {
    List<String> words = new ArrayList<>(FileCommand.words(row.command.substring(7)));
    words.replaceAll(w -> w.equals(row.input) ? SharedData.file(row.input).toString() : w);
    words.addAll(0, List.of("-l", "disabled"));
    Outcome outcome = Outcome.of(words.toArray(new String[0]));
    assertThat(outcome.status()).as(outcome.err()).isIn(0, 3, 1);

    Map<Long, PrintedLine> printed = new HashMap<>();
    outcome.out().lines().map(PrintedLine::of).forEach(line -> printed.put(line.number(), line));
    boolean timeless = row.log.contains("TIME replaced");
    List<PrintedLine> expected = lines(row.output);
    for (PrintedLine line : expected) {
      PrintedLine ours = printed.remove(line.number());
      if (!OTHER.getOrDefault(row.output, Set.of()).contains(line.number())) {
        assertThat(timeless && ours != null ? ours.timeless() : ours).isEqualTo(line);
      }
    }
    if (!row.cut) {
      assertThat(drops.getOrDefault(row.output, Set.of())).containsAll(printed.keySet());
    }
  }

  private static List<PrintedLine> lines(String output) throws IOException {
    Path file = SharedData.file(FOLDER + output);
    try (InputStream in = new ZstdInputStream(Files.newInputStream(file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(PrintedLine::of)
          .toList();
    }
  }
}
