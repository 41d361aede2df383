package io.sluice.cli.process;

import static io.sluice.cli.process.FileCommand.resource;
import static io.sluice.cli.process.FileCommand.text;
import static io.sluice.cli.process.FileCommand.updates;
import static io.sluice.cli.process.FileCommand.withInput;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pipelines of files, with the files that stand beside this test. */
class FileRunTest {
  private static final String RIGHT =
      "[\"R\",1,\"2024-01-01T00:00:00.000\",\"UPDATE\",{\"reach\":[\"192.0.2.0/24\"],\"attrs\":"
          + "{\"ORIGIN\":\"IGP\",\"ASPATH\":[65001],\"NEXTHOP\":\"10.0.0.1\"}},{}]\n";
  private static final String LEFT = RIGHT.replace("\"R\"", "\"L\"");
  private static final String EOR = "[\"R\",0,\"2024-01-01T00:00:00.000\",\"UPDATE\",{},{}]\n";

  @TempDir Path folder;

  private static List<PrintedLine> lines(String text) {
    return text.lines().map(PrintedLine::of).toList();
  }

  private static Outcome quietly(String... words) {
    return Outcome.of(
        Stream.concat(Stream.of("-l", "disabled"), Stream.of(words)).toArray(String[]::new));
  }

  private static Outcome quietlyOf(String input, String... words) {
    return withInput(
        input, Stream.concat(Stream.of("-l", "disabled"), Stream.of(words)).toArray(String[]::new));
  }

  /** Which bgpipe refuses: records of MRT do not tell that IPv6 next hops were agreed for IPv4. */
  private static final String OF_IPV6_NEXT_HOP =
      "[\"R\",22,\"2024-01-01T00:00:00.000\",\"UPDATE\",{\"attrs\":{\"MP_REACH\":{\"fla"
          + "gs\":\"O\",\"value\":{\"af\":\"IPV4/UNICAST\",\"nexthop\":\"2001:db8::1\",\"pref"
          + "ixes\":[\"203.0.113.0/24\"]}}}},{\"LOCAL_AS\":\"64501\",\"LOCAL_IP\":\"192.0.2.2"
          + "\",\"PEER_AS\":\"64500\",\"PEER_IP\":\"192.0.2.1\"}]"
          + "\n";

  @Test
  void an_mrt_file_is_printed_as_bgpipe_prints_it_and_what_is_lost_shows_in_the_status()
      throws IOException {
    Outcome outcome = quietly("read", "--format", "mrt", resource("records.mrt"), "--", "stdout");
    assertThat(lines(outcome.out())).isEqualTo(lines(text("records.jsonl") + OF_IPV6_NEXT_HOP));
    assertThat(outcome.status()).isEqualTo(3);
  }

  @Test
  void a_lone_source_prints_to_the_left_and_as_first_of_several_to_the_right() {
    assertThat(quietly(resource("records.mrt")).out()).startsWith("[\"L\",1,");
    assertThat(quietly("read", "--mrt", resource("records.mrt"), "--", "stdout").out())
        .startsWith("[\"R\",1,");
    assertThat(quietly("-o", "read", resource("records.mrt"), "grep", "update").out())
        .startsWith("[\"R\",1,");
  }

  @Test
  void what_keeps_a_file_from_being_written_is_said_of_that_file() throws IOException {
    String timed = folder.resolve("o.$TIME.json").toString();
    String[] words = {"-i", "write", "--create", "--every", "15m", timed};
    assertThat(quietlyOf(RIGHT, words).status()).isZero();
    assertThat(quietlyOf(RIGHT, words).err())
        .contains("cannot write " + timed + ": ", "o.20240101.0000.json: it is there already");
    Path folderInstead = Files.createDirectory(folder.resolve("f.json"));
    assertThat(quietlyOf(RIGHT, "-i", "write", folderInstead.toString()).err())
        .contains("cannot write " + folderInstead + ": it is a folder");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "o.json",
        "o.jsonl.gz",
        "o.mrt",
        "o.mrt.bz2",
        "o.mrt.zst",
        "o.json.xz",
        "o.txt.lz4"
      })
  void what_is_written_to_a_file_is_read_back_the_same(String name) throws IOException {
    String file = folder.resolve("new").resolve(name).toString();
    Outcome written = quietlyOf(updates(), "-i", "write", file);
    assertThat(written.status()).as(written.err()).isZero();
    try (Stream<Path> files = Files.list(folder.resolve("new"))) {
      assertThat(files).containsExactly(Path.of(file));
    }
    List<PrintedLine> back = lines(quietly("read", "-R", "--no-seq", file).out());
    List<PrintedLine> before =
        lines(quietlyOf(updates(), "stdin", "-R", "--no-seq", "--", "stdout").out());
    assertThat(back).isNotEmpty().isEqualTo(before);
  }

  @Test
  void mrt_comes_back_from_mrt_as_it_was() throws IOException {
    String file = folder.resolve("copy.mrt.gz").toString();
    quietly("read", resource("records.mrt"), "--", "write", file);
    assertThat(lines(quietly("read", file, "--", "stdout").out()).stream().map(PrintedLine::tags))
        .isEqualTo(
            lines(text("records.jsonl") + OF_IPV6_NEXT_HOP).stream()
                .map(PrintedLine::tags)
                .toList());
  }

  @Test
  void a_name_that_no_file_can_have_is_refused_in_a_line() {
    Outcome refused = quietly("read", "a\0b.mrt");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err()).startsWith("error: no file can have the name").hasLineCount(1);
  }

  @Test
  void a_file_keeps_its_name_until_the_next_one_is_whole_and_grows_or_fails_when_told()
      throws IOException {
    Path file = folder.resolve("out.json");
    Files.writeString(file, "# before\n");
    assertThat(quietlyOf(RIGHT, "-i", "write", "--append", file.toString()).status()).isZero();
    assertThat(file).content().startsWith("# before\n").hasLineCount(2);
    Outcome refused = quietlyOf(RIGHT, "-i", "write", "--create", file.toString());
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err()).contains("the file is there already");
    assertThat(quietlyOf(RIGHT + RIGHT, "-i", "write", file.toString()).status()).isZero();
    assertThat(file).content().doesNotContain("before").hasLineCount(2);
  }

  @Test
  void every_interval_has_a_file_of_its_own_named_after_its_beginning() throws IOException {
    String input =
        RIGHT + RIGHT.replace("00:00:00", "00:14:59") + RIGHT.replace("00:00:00", "00:15:01");
    String name = folder.resolve("u.$TIME.json.gz").toString();
    assertThat(quietlyOf(input, "-i", "write", "--every", "15m", name).status()).isZero();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("u.20240101.0000.json.gz", "u.20240101.0015.json.gz");
    }
    String first = folder.resolve("u.20240101.0000.json.gz").toString();
    assertThat(quietly(first).out()).hasLineCount(2);
  }

  @Test
  void a_table_holds_what_passed_the_stages_and_stands_and_is_read_back_as_its_router_told_it() {
    String table = folder.resolve("rib.mrt.gz").toString();
    String more = RIGHT.replace("192.0.2.0/24", "198.51.100.0/24\",\"203.0.113.0/24");
    String gone = more.replaceAll("\"reach.*\\}\\},", "\"unreach\":[\"203.0.113.0/24\"]},");
    String late = RIGHT.replace("65001", "65002").replace("00:00:00", "00:00:09");
    String other = RIGHT.replace("65001", "65009").replace("192.0.2.", "10.9.9.");
    Outcome written =
        quietlyOf(
            RIGHT + more + gone + late + other,
            "-i",
            "drop",
            "-R",
            "as_origin == 65009",
            "--",
            "write",
            "--table",
            table);
    assertThat(written.status()).as(written.err()).isZero();
    assertThat(quietly("read", "--router", table).out().lines())
        .satisfiesExactlyInAnyOrder(
            one ->
                assertThat(one)
                    .contains("192.0.2.0/24", "[65002]", "\"ORIGINATED\":\"1704067209\""),
            two ->
                assertThat(two).contains("[\"198.51.100.0/24\"]", "\"ORIGINATED\":\"1704067200\""),
            end -> assertThat(end).contains("\"UPDATE\",{}"));
    assertThat(quietlyOf(RIGHT, "-i", "write", "--table", "rib.json").err())
        .contains("a table is written as mrt");
  }

  @Test
  void filters_pick_whole_messages_and_what_says_nothing_does_not_match() {
    String all = RIGHT + EOR;
    assertThat(quietlyOf(all, "-i", "-o", "drop", "-R", "as_origin == 65001").out())
        .hasLineCount(1)
        .doesNotContain("192.0.2.0");
    assertThat(quietlyOf(all, "-i", "-o", "grep", "-R", "as_origin == 65001").out())
        .hasLineCount(1)
        .contains("192.0.2.0/24");
    assertThat(quietlyOf(all, "-i", "-o", "grep", "-R", "as_origin == 1").out()).isEmpty();
    assertThat(
            quietlyOf(all, "--filters", "bgpipe", "-i", "-o", "grep", "-R", "as_origin == 1").out())
        .isEmpty();
  }

  @Test
  void a_route_over_a_limit_leaves_as_its_withdrawal() {
    assertThat(quietlyOf(RIGHT, "-i", "-o", "limit", "-R", "--max-length", "20").out())
        .contains("\"unreach\":[\"192.0.2.0/24\"]");
  }

  @Test
  void stages_see_their_directions_and_only_what_enters_before_them() {
    String both = RIGHT + LEFT;
    assertThat(quietlyOf(both, "-i", "stdout").out()).hasLineCount(2);
    assertThat(quietlyOf(both, "-i", "stdout", "-L").out()).hasLineCount(1).startsWith("[\"L\"");
    assertThat(quietlyOf(both, "stdin", "-LR", "--", "stdout", "-LR").out())
        .hasLineCount(1)
        .startsWith("[\"R\"");
    assertThat(quietlyOf(RIGHT, "stdout", "-R", "stdin", "-R", "--", "stdout").out())
        .hasLineCount(1);
    assertThat(quietlyOf(RIGHT, "stdout", "-R", "stdin", "-R", "-I", "first", "--", "stdout").out())
        .hasLineCount(2);
    assertThat(quietlyOf(RIGHT, "stdin", "-R", "-N", "last", "--", "stdout").out()).isEmpty();
  }

  @Test
  void filters_of_options_choose_what_enters_and_what_a_stage_is_shown() {
    String two = RIGHT + RIGHT.replace("65001", "65002");
    assertThat(quietlyOf(two, "-o", "stdin", "-R", "-O", "as_origin == 65002").out())
        .hasLineCount(1)
        .contains("[65002]");
    assertThat(quietlyOf(two, "-i", "-o", "drop", "-R", "-I", "as_origin == 65002", "update").out())
        .hasLineCount(1)
        .contains("[65001]");
  }

  @Test
  void several_sources_are_read_one_after_the_other_and_numbered_through() throws IOException {
    Path file = Files.writeString(folder.resolve("in.json"), updates());
    int count = lines(updates()).size();
    Outcome outcome =
        quietly(
            "read",
            "--no-seq",
            file.toString(),
            "--",
            "read",
            "--no-seq",
            file.toString(),
            "--",
            "stdout");
    assertThat(lines(outcome.out()).stream().map(PrintedLine::number))
        .isEqualTo(Stream.iterate(1L, n -> n + 1).limit(2L * count).toList());
  }

  @Test
  void a_stage_waits_for_its_event_and_stops_behind_one() {
    String input = RIGHT + EOR + RIGHT;
    assertThat(quietlyOf(input, "-i", "-O", "grep", "update").out()).hasLineCount(2);
    assertThat(quietlyOf(input, "-i", "stdout", "-R", "-W", "EOR").out()).hasLineCount(2);
    assertThat(quietlyOf(input, "-i", "stdout", "-R", "-S", "EOR").out()).hasLineCount(1);
  }

  @Test
  void an_event_that_kills_ends_the_run_with_status_1_behind_what_came_before() {
    String input = RIGHT + EOR + RIGHT;
    Outcome ofInput = quietlyOf(input, "-k", "EOR", "-i", "-o", "grep", "update");
    assertThat(ofInput.status()).isEqualTo(1);
    assertThat(ofInput.out()).hasLineCount(2);
    Outcome ofStage =
        quietlyOf(input, "-k", "limit/long", "-i", "-o", "limit", "-R", "--max-length", "20");
    assertThat(ofStage.status()).isEqualTo(1);
    assertThat(ofStage.out()).isEmpty();
    Outcome byMatch =
        quietlyOf(EOR + RIGHT, "-i", "-o", "drop", "-R", "--kill-match", "as_origin > 1");
    assertThat(byMatch.status()).isEqualTo(1);
    assertThat(byMatch.out()).hasLineCount(1);
  }

  @Test
  void a_wrong_line_costs_itself_and_the_status_unless_it_is_pardoned() {
    String input = RIGHT + "nonsense\n" + RIGHT;
    Outcome outcome = quietlyOf(input, "stdin", "--", "stdout");
    assertThat(outcome.out()).hasLineCount(2);
    assertThat(outcome.status()).isEqualTo(3);
    assertThat(quietlyOf(input, "stdin", "--pardon", "--", "stdout").status()).isZero();
    assertThat(quietlyOf(input, "-k", "PARSE", "stdin", "--", "stdout").status()).isEqualTo(1);
  }

  @Test
  void a_compressed_file_that_breaks_off_gives_what_it_has_and_fails() throws IOException {
    Path whole = folder.resolve("w.json.gz");
    quietlyOf(RIGHT.repeat(20_000), "-i", "write", whole.toString());
    byte[] octets = Files.readAllBytes(whole);
    Path cut = folder.resolve("cut.json.gz");
    Files.write(cut, java.util.Arrays.copyOf(octets, octets.length / 2));
    Outcome outcome = quietly(cut.toString());
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.out().lines().count()).isBetween(1_000L, 19_999L);
  }

  @Test
  void a_file_that_is_not_there_or_tells_no_format_is_refused_in_a_line() throws IOException {
    Outcome missing = quietly("read", folder.resolve("no.mrt").toString());
    assertThat(missing.status()).isEqualTo(1);
    assertThat(missing.err()).contains("there is no such file").hasLineCount(1);
    Path blank = Files.writeString(folder.resolve("x"), "what is this");
    Outcome unknown = quietly("read", blank.toString());
    assertThat(unknown.status()).isEqualTo(1);
    assertThat(unknown.err()).contains("x").hasLineCount(1);
    Outcome unnamed = quietlyOf(RIGHT, "-i", "write", folder.resolve("y").toString());
    assertThat(unnamed.err()).contains("add --format").hasLineCount(1);
  }

  @Test
  void messages_come_as_fast_as_they_once_did_or_a_number_of_times_as_fast() throws IOException {
    String input = RIGHT + RIGHT.replace("00:00:00.000", "00:00:00.900");
    String file = Files.writeString(folder.resolve("in.json"), input).toString();
    long began = System.nanoTime();
    assertThat(quietly("read", "--speed", "3", file).out()).hasLineCount(2);
    assertThat(System.nanoTime() - began).isGreaterThan(300_000_000L);
    assertThat(quietly("read", "--speed", "-1", file).err()).contains("--speed is more than 0");
  }

  @Test
  void a_rate_holds_messages_back_or_leaves_them_out() {
    long began = System.nanoTime();
    assertThat(quietlyOf(RIGHT.repeat(15), "-o", "stdin", "-R", "--rate-limit", "10").out())
        .hasLineCount(15);
    assertThat(System.nanoTime() - began).isGreaterThan(400_000_000L);
    assertThat(
            quietlyOf(RIGHT.repeat(500), "-o", "stdin", "-R", "--rate-sample", "10")
                .out()
                .lines()
                .count())
        .isBetween(10L, 100L);
  }
}
