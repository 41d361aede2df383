package io.sluice.cli.process;

import static io.sluice.cli.process.FileCommand.resource;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files through background processes. */
class ExecFilesTest {
  private static final String LINE =
      "[\"R\",%1$d,\"2024-01-01T00:00:00.000\",\"UPDATE\",{\"reach\":[\"10.%1$d.0.0/16\"],\"attrs\":{\"ORIGIN\":{\"flags\":\"T\",\"value\":\"IGP\"},\"ASPATH\":{\"flags\":\"T\",\"value\":[65001]},\"NEXTHOP\":{\"flags\":\"T\",\"value\":\"10.0.0.1\"}}},{}]\n";

  @TempDir Path folder;

  private static Outcome quietly(String... words) {
    return Outcome.of(
        Stream.concat(Stream.of("-l", "disabled"), Stream.of(words)).toArray(String[]::new));
  }

  private String file(int lines) throws IOException {
    Path file = folder.resolve("in.json");
    Files.writeString(
        file,
        IntStream.rangeClosed(1, lines)
            .mapToObj(i -> String.format(LINE, i))
            .collect(Collectors.joining()));
    return file.toString();
  }

  @Test
  void what_a_process_only_echoes_is_written_as_if_it_were_not_there() {
    String plain = quietly("-o", "read", resource("records.mrt"), "grep", "update || open").out();
    Outcome through =
        quietly(
            "-o", "read", resource("records.mrt"), "grep", "update || open", "--", "exec", "cat");
    assertThat(plain).isNotEmpty();
    assertThat(through.out()).isEqualTo(plain);
  }

  @Test
  void sed_rewrites_jq_selects_and_later_stages_see_what_is_left() throws IOException {
    Outcome outcome =
        quietly(
            "-o",
            "--",
            "read",
            file(9),
            "--",
            "exec",
            "--args",
            "sed",
            "-re",
            "s/65001/65002/",
            "--",
            "exec",
            "-A",
            "jq",
            "-c",
            "select(.[1] != 4)",
            "--",
            "grep",
            "as_origin == 65002");
    assertThat(outcome.status()).isZero();
    assertThat(outcome.out().lines()).hasSize(8).allMatch(line -> line.contains("[65002]"));
    assertThat(outcome.out()).doesNotContain("10.4.0.0/16").contains("10.9.0.0/16");
  }

  @Test
  void a_mirror_that_nobody_reads_is_told_by_the_exit_status() throws IOException {
    String[] mirror = {"websocket", "--write", "--deadline", "300ms", "ws://127.0.0.1:1/"};
    Outcome outcome =
        Outcome.of(
            Stream.concat(Stream.of("-o", "read", file(9), "--"), Stream.of(mirror))
                .toArray(String[]::new));
    assertThat(outcome.status()).isEqualTo(3);
    assertThat(outcome.out().lines()).hasSize(9);
  }

  @Test
  void a_mirror_gets_all_and_changes_nothing() throws IOException {
    Path copy = folder.resolve("copy.json");
    String in = file(200);
    Outcome outcome =
        quietly("-o", "--", "read", in, "--", "exec", "--copy", "-A", "tee", copy.toString());
    assertThat(outcome.out()).isEqualTo(Files.readString(Path.of(in)));
    assertThat(Files.readString(copy)).isEqualTo(outcome.out());
  }

  @Test
  void a_process_that_fails_ends_the_run_as_its_failure_mode_says() throws IOException {
    String in = file(3);
    Outcome closed = quietly("-o", "--", "read", in, "--", "exec", "-A", "sh", "-c", "exit 3");
    assertThat(closed.status()).isEqualTo(1);
    assertThat(closed.out()).isEmpty();
    Outcome passed =
        quietly("-o", "--", "read", in, "--", "exec", "--fail", "pass", "-A", "sh", "-c", "exit 3");
    assertThat(passed.status()).isZero();
    assertThat(passed.out()).isEqualTo(Files.readString(Path.of(in)));
  }

  @Test
  void a_program_that_is_not_there_is_told_before_anything_starts() throws IOException {
    Outcome outcome = Outcome.of("read", file(1), "--", "exec", "sed -u s/a/b/");
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.err())
        .contains("no program sed -u s/a/b/")
        .contains("exec -A sed -u s/a/b/ --");
  }
}
