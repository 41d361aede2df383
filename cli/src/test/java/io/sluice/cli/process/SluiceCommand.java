package io.sluice.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sluice command as an operator runs it: a process of its own, with the classes recorded that
 * make it start fast.
 */
final class SluiceCommand implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Pattern AWAITED = Pattern.compile("left end awaited at (\\S+):(\\d+)");

  /** What SLUICE_TOKEN is in its environment. */
  static final String TOKEN = "geheim";

  private final Process process;
  private final Path out;
  private final Path err;

  private SluiceCommand(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /**
   * Starts it.
   *
   * @param folder where its output goes
   * @param name of the files there
   * @param words what follows "sluice"
   */
  static SluiceCommand start(Path folder, String name, String... words) {
    return start(folder, name, (Path) null, words);
  }

  /**
   * Starts it.
   *
   * @param input what it finds on standard input; {@code null} for nothing
   */
  static SluiceCommand start(Path folder, String name, Path input, String... words) {
    // Under nohup, too, it is to take SIGHUP.
    List<String> command = new ArrayList<>(List.of("env", "--default-signal=HUP"));
    command.add(DocumentedCommands.root().resolve("sluice").toString());
    command.addAll(List.of(words));
    Path out = folder.resolve(name + ".out");
    Path err = folder.resolve(name + ".err");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .redirectInput(input == null ? new File("/dev/null") : input.toFile());
      // The Java that runs the tests.
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      builder.environment().put("SLUICE_DATA", folder.resolve("data").toString());
      builder.environment().put("BGP_PASSWORD", "secret");
      builder.environment().put("SLUICE_TOKEN", TOKEN);
      return new SluiceCommand(builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for a line on standard error; returns what the pattern matched. */
  Matcher awaitLog(Pattern pattern) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      boolean alive = process.isAlive();
      Matcher matcher = pattern.matcher(err());
      if (matcher.find()) {
        return matcher;
      }
      if (!alive || System.nanoTime() > deadline) {
        throw new AssertionError("no line with " + pattern + " in\n" + err() + out());
      }
      Thread.sleep(50);
    }
  }

  /** Waits until it listens for the left end; returns where. */
  InetSocketAddress awaitListening() throws InterruptedException {
    Matcher m = awaitLog(AWAITED);
    return new InetSocketAddress(m.group(1), Integer.parseInt(m.group(2)));
  }

  /** Waits for its end, which is to be with this exit status. */
  void awaitExit(int status) throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("still running:\n" + err());
    }
    assertThat(process.exitValue()).as(err() + out()).isEqualTo(status);
  }

  /** SIGHUP. */
  void hangUp() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-HUP", Long.toString(process.pid())).start().waitFor();
  }

  /** SIGTERM. */
  void terminate() {
    process.destroy();
  }

  /** SIGKILL; returns when it is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Standard output so far. */
  String out() {
    return read(out);
  }

  /** Standard error so far. */
  String err() {
    return read(err);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
