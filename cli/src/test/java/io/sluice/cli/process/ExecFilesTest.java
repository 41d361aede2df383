package io.sluice.cli.process;

import static io.sluice.cli.process.FileCommand.resource;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

  /** What a script says about the lines of a file, as the shell has it. */
  private static String said(String script, Path file) throws Exception {
    Process python =
        new ProcessBuilder("python3", script)
            .redirectInput(file.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String out = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(python.waitFor()).isZero();
    return out;
  }

  private String script(String... lines) throws IOException {
    Path script = folder.resolve("filter.py");
    Files.writeString(
        script, "#!/usr/bin/env python3\nimport sys, json\n" + String.join("\n", lines) + "\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return script.toString();
  }

  /** Many messages, in a file that is read as MRT, and as the lines that it holds. */
  private Path many() throws IOException {
    Path lines = folder.resolve("many.json");
    Files.writeString(
        lines,
        IntStream.rangeClosed(1, 20_000)
            .mapToObj(
                i ->
                    String.format(
                        "[\"R\",%d,\"2024-01-01T00:00:%02d.%03d\",\"UPDATE\",{\"reach\":[\"%d.%d.0.0/%d\",\"201.0.0.0/9\"],"
                            + "\"attrs\":{\"ORIGIN\":{\"flags\":\"T\",\"value\":\"IGP\"},\"ASPATH\":{\"flags\":\"T\","
                            + "\"value\":[65001]},\"NEXTHOP\":{\"flags\":\"T\",\"value\":\"10.0.0.1\"}}},{}]%n",
                        i, i / 1000, i % 1000, 1 + i % 200, 16 * (i % 16), 12 + i % 13))
            .collect(Collectors.joining()));
    return lines;
  }

  @Test
  void a_script_that_leaves_out_most_keeps_what_it_says_though_nothing_follows_for_long()
      throws Exception {
    String script =
        script(
            "for line in sys.stdin:",
            "    msg = json.loads(line)",
            "    if msg[3] == 'UPDATE' and not 5000 < msg[1] <= 19000:",
            "        msg[4]['reach'] = [p for p in msg[4]['reach'] if int(p.split('/')[1]) in (12, 13, 14, 15)]",
            "        if msg[4]['reach']: print(json.dumps(msg), flush=True)");
    Path file = many();
    Outcome outcome =
        quietly("-o", "--", "read", file.toString(), "--", "exec", "-A", "python3", script, "--");
    assertThat(outcome.status()).isZero();
    assertThat(outcome.out().replace(" ", ""))
        .isNotEmpty()
        .isEqualTo(said(script, file).replace(" ", ""));
  }

  @Test
  void a_script_that_says_nothing_at_all_leaves_nothing() throws Exception {
    String script = script("for line in sys.stdin: pass");
    Outcome outcome = quietly("-o", "--", "read", many().toString(), "--", "exec", script);
    assertThat(outcome.status()).isZero();
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void a_script_that_reads_all_before_it_answers_and_that_in_another_order_keeps_its_order()
      throws Exception {
    String script = script("for line in reversed(sys.stdin.readlines()): sys.stdout.write(line)");
    Path file = many();
    Outcome outcome = quietly("-o", "--", "read", file.toString(), "--", "exec", script);
    assertThat(outcome.status()).isZero();
    assertThat(outcome.out().lines().sorted())
        .isEqualTo(Files.readAllLines(file).stream().sorted().toList());
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
