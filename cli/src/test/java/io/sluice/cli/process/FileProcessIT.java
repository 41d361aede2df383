package io.sluice.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pipelines of files as processes: pipes that break, signals, and input that comes slowly. */
class FileProcessIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;
  private Process process;

  private Process start(String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add("io.sluice.cli.Sluice");
    command.addAll(List.of(words));
    process = new ProcessBuilder(command).redirectError(folder.resolve("err").toFile()).start();
    return process;
  }

  private int exit() throws Exception {
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private String err() throws IOException {
    return Files.readString(folder.resolve("err"));
  }

  @Test
  void messages_that_a_format_has_no_place_for_are_counted() throws Exception {
    for (String name : List.of("o.bmp", "o.exa")) {
      start("read", FileCommand.resource("records.mrt"), "--", "write", folder.resolve(name) + "");
      exit();
      assertThat(err()).contains(" messages have no place in the format of the output");
    }
    start("read", FileCommand.resource("records.mrt"), "--", "write", folder.resolve("o.mrt") + "");
    exit();
    assertThat(err()).doesNotContain("no place");
  }

  @Test
  void a_reader_that_has_seen_enough_ends_the_run_quietly() throws Exception {
    Path large = folder.resolve("in.json");
    Files.writeString(large, FileCommand.updates().repeat(20_000));
    start("read", large.toString(), "--", "stdout");
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(reader.readLine()).startsWith("[\"R\",");
    }
    assertThat(exit()).isZero();
    assertThat(err()).isEmpty();
  }

  @Test
  void what_came_before_a_pause_of_the_input_is_printed_and_a_signal_leaves_whole_files()
      throws Exception {
    Path file = folder.resolve("out.json.gz");
    start("-i", "-o", "write", file.toString());
    OutputStream in = process.getOutputStream();
    in.write(FileCommand.updates().getBytes(StandardCharsets.UTF_8));
    in.flush();
    BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
    assertThat(reader.readLine()).contains("\"UPDATE\"");
    await().atMost(PATIENCE).until(() -> Files.exists(Path.of(file + ".tmp")));
    assertThat(file).doesNotExist();
    process.toHandle().destroy();
    assertThat(exit()).isEqualTo(130);
    assertThat(err()).contains("interrupted");
    assertThat(file).exists();
    start("read", file.toString());
    assertThat(process.inputReader(StandardCharsets.UTF_8).lines().count())
        .isEqualTo(FileCommand.updates().lines().count());
    assertThat(exit()).isZero();
  }

  @AfterEach
  void stop() {
    if (process != null) {
      process.destroyForcibly();
    }
  }
}
