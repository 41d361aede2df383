package io.sluice.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Recorded runs of bgpipe over standard input: options, directions, and filters. */
class RecordedLinesTest {

  static Stream<String[]> optionRows() throws IOException {
    return Files.readAllLines(SharedData.file("bgpipe-json/json-in.tsv")).stream()
        .skip(1)
        .map(line -> line.split("\t", -1))
        .filter(row -> !row[1].equals("stdin -- stdout"))
        // Another wording of the same error.
        .filter(row -> !row[0].matches("option --type unknown"))
        .filter(row -> !row[3].startsWith("STOP"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("optionRows")
  void an_option_does_what_bgpipe_does(String name, String line, String input, String expected) {
    List<String> words = new ArrayList<>(FileCommand.words(line));
    words.addAll(0, List.of("-l", "disabled"));
    Outcome outcome =
        FileCommand.withInput(input.replace("<LF>", "\n") + "\n", words.toArray(new String[0]));
    String printed =
        outcome.out().replaceAll("\"20(2[5-9]|[3-9]\\d)-[^\"]*\"", "\"NOW\"").stripTrailing();
    // Directions interleave freely: bgpipe's lines of one direction stand together.
    assertThat(printed.isEmpty() ? List.of("NOTHING") : new TreeSet<>(printed.lines().toList()))
        .as(outcome.err())
        .containsExactlyElementsOf(new TreeSet<>(List.of(expected.split("<LF>"))));
  }

  static Stream<String[]> filterRows() throws IOException {
    return Files.readAllLines(SharedData.file("bgpipe-json/filters.tsv")).stream()
        .skip(1)
        .map(line -> line.split("\t", -1))
        .filter(row -> row[3].matches("[-0-9 ]+|\\(none\\)") && !row[1].contains("aspath_hops"))
        .filter(row -> Math.floorMod(row[1].hashCode(), 8) == 0);
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("filterRows")
  void a_filter_lets_exactly_those_messages_pass_that_it_does_in_bgpipe(
      String section, String expression, String count, String ranges) throws IOException {
    String input = Files.readString(SharedData.file("bgpipe-json/filter-input.jsonl"));
    Outcome outcome =
        FileCommand.withInput(
            input,
            "-l",
            "disabled",
            "--filters",
            "bgpipe",
            "--caps",
            "{\"EXTENDED_NEXTHOP\":[\"IPV4/UNICAST/IPV6\"]}",
            "-i",
            "-o",
            "grep",
            "-LR",
            expression.replace("\\t", "\t"));
    assertThat(numbers(outcome.out())).as(section + " " + ranges).hasSize(Integer.parseInt(count));
    assertThat(numbers(outcome.out())).isEqualTo(expanded(ranges));
  }

  private static Set<Long> numbers(String printed) {
    Set<Long> numbers = new TreeSet<>();
    printed.lines().forEach(line -> numbers.add(PrintedLine.of(line).number()));
    return numbers;
  }

  private static Set<Long> expanded(String ranges) {
    Set<Long> numbers = new TreeSet<>();
    for (String range : ranges.replace("(none)", "").strip().split(" ")) {
      if (!range.isEmpty()) {
        String[] ends = range.split("-");
        for (long n = Long.parseLong(ends[0]); n <= Long.parseLong(ends[ends.length - 1]); n++) {
          numbers.add(n);
        }
      }
    }
    return numbers;
  }
}
