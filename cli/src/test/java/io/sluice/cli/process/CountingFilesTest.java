package io.sluice.cli.process;

import static io.sluice.cli.process.FileCommand.withInput;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What counts messages of files: head, metrics, and which stage they came from. */
class CountingFilesTest {
  @TempDir Path folder;

  private static String lines(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            i ->
                "[\"R\","
                    + i
                    + ",\"2024-01-01T00:00:00.000\",\"UPDATE\",{\"reach\":[\"10.0.0.0/"
                    + (8 + i % 20)
                    + "\"],\"attrs\":{\"ORIGIN\":\"IGP\",\"ASPATH\":[65001],\"NEXTHOP\":"
                    + "\"10.0.0.1\"}},{}]\n")
        .collect(Collectors.joining());
  }

  private static Outcome quietly(String input, String... words) {
    return withInput(
        input, Stream.concat(Stream.of("-l", "disabled"), Stream.of(words)).toArray(String[]::new));
  }

  private static List<Long> numbers(Outcome outcome) {
    return outcome.out().lines().map(line -> Long.parseLong(line.split(",")[1])).toList();
  }

  @Test
  void head_ends_the_run_with_status_0_behind_ten_messages_or_as_many_as_it_is_told() {
    Outcome ten = quietly(lines(5000), "-o", "stdin", "--", "head");
    assertThat(numbers(ten))
        .isEqualTo(IntStream.rangeClosed(1, 10).asLongStream().boxed().toList());
    assertThat(ten.status()).as(ten.err()).isZero();
    Outcome many = quietly(lines(5000), "-io", "head", "-n", "3000");
    assertThat(numbers(many)).hasSize(3000).last().isEqualTo(3000L);
    assertThat(many.status()).isZero();
    Outcome more = quietly(lines(5), "-io", "head", "--count", "100");
    assertThat(numbers(more)).hasSize(5);
    assertThat(more.status()).isZero();
  }

  @Test
  void what_stands_before_head_may_have_more_and_what_stands_behind_it_has_no_more()
      throws IOException {
    Path behind = folder.resolve("behind.json");
    Outcome outcome =
        quietly(
            lines(100),
            "stdin",
            "--",
            "grep",
            "prefix ~ 10.0.0.0/12",
            "--",
            "head",
            "-n",
            "7",
            "--",
            "write",
            behind.toString());
    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(Files.readAllLines(behind)).hasSize(7);
  }

  @Test
  void head_of_none_is_refused() {
    Outcome outcome = Outcome.of("-io", "head", "-n", "0");
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.err()).contains("[1] head: --count 0: 1 or more");
  }

  @Test
  void metrics_writes_what_it_counted_in_bgpipes_names() throws IOException {
    Path file = folder.resolve("results.prom");
    Outcome outcome =
        quietly(
            lines(40),
            "-o",
            "stdin",
            "--",
            "metrics",
            "--output",
            file.toString(),
            "-A",
            "ipv4",
            "six: ipv6",
            "long: prefix < 10.0.0.0/16",
            "--",
            "tag",
            "--add",
            "a=b");
    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(numbers(outcome)).hasSize(40);
    assertThat(Files.readAllLines(file))
        .hasSize(16)
        .contains(
            "bgpipe_metrics_match{filter=\"ipv4\"} 40",
            "bgpipe_metrics_match{filter=\"six\"} 0",
            "bgpipe_metrics_match{filter=\"long\"} 22",
            "bgpipe_metrics_messages_total 40",
            "bgpipe_metrics_messages_total{dir=\"right\",type=\"update\"} 40");
  }

  @Test
  void metrics_tells_what_is_wrong_with_a_rule_or_its_file() {
    assertThat(Outcome.of("-io", "metrics", "-A", "x: nothing == 1").err())
        .contains("[1] metrics: ");
    Outcome outcome =
        quietly(lines(1), "-io", "metrics", "--output", folder.resolve("no/x").toString());
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.err()).contains("cannot write what was counted to").contains("no/x");
  }

  @Test
  void a_message_can_be_told_which_stage_it_came_from() {
    Outcome outcome =
        quietly(
            lines(3),
            "-o",
            "--",
            "@in",
            "stdin",
            "--",
            "tag",
            "--src",
            "--add",
            "a=b",
            "--",
            "grep",
            "tag[SRC] == @in && tag[a] == b");
    assertThat(outcome.out().lines()).hasSize(3).allMatch(l -> l.contains("\"SRC\":\"@in\""));
    Outcome session = Outcome.of("-n", "--", ":1", "--", "tag", "--src", "--", "::1");
    assertThat(session.status()).isEqualTo(1);
    assertThat(session.err()).contains("--src is for files");
  }
}
