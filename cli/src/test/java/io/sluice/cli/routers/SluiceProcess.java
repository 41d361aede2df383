package io.sluice.cli.routers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The sluice command as an operator runs it: a process of its own. */
final class SluiceProcess implements Resource {
  private final Lab lab;
  private final Child child;

  private SluiceProcess(Lab lab, Child child) {
    this.lab = lab;
    this.child = child;
  }

  /**
   * Starts it.
   *
   * @param data its data folder, which outlives it
   * @param words its command line
   */
  static SluiceProcess start(Lab lab, String name, Path data, List<String> words) {
    Path command = command();
    assumeTrue(Files.isExecutable(command), command + " is not there");
    List<String> all = new ArrayList<>(List.of("env", "SLUICE_DATA=" + data, command.toString()));
    all.addAll(words);
    return lab.closing(new SluiceProcess(lab, lab.start(name, all)));
  }

  /**
   * Starts a whole pipeline: in one process, or as a proxy and a judge on a cluster.
   *
   * @param kafka the cluster, as HOST:PORT,...; {@code null} for one process
   * @param options of the one process
   * @return the process that has the connections
   */
  static SluiceProcess startWhole(
      Lab lab, String kafka, List<String> options, List<String> pipeline) {
    List<String> words = new ArrayList<>();
    if (kafka == null) {
      words.addAll(options);
      words.addAll(pipeline);
      return start(lab, "sluice", lab.folder("data"), words);
    }
    words.addAll(onCluster(kafka));
    words.addAll(pipeline);
    start(lab, "filters", lab.folder("filters-data"), half("filters", words));
    return start(lab, "sluice", lab.folder("data"), half("proxy", words));
  }

  private static List<String> half(String half, List<String> words) {
    List<String> all = new ArrayList<>(List.of(half));
    all.addAll(words);
    return all;
  }

  /** Options that have it on a cluster, with topics that no other pipeline has. */
  static List<String> onCluster(String kafka) {
    return List.of("--kafka", kafka, "--topic-prefix", "t" + UUID.randomUUID() + ".");
  }

  /** The same without the warm-up: these tests are of what it does, not of how fast. */
  static SluiceProcess startCold(Lab lab, String kafka, List<String> pipeline) {
    return startWhole(lab, kafka, List.of("--warm-up", "0s"), pipeline);
  }

  /** {@code ./sluice} in the root of the project, whatever folder the tests run in. */
  static Path command() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder.getParent() != null && !Files.exists(folder.resolve("streams-filters"))) {
      folder = folder.getParent();
    }
    return folder.resolve("sluice");
  }

  /** Waits until it listens at this address. */
  SluiceProcess awaitListening(String address, int port) {
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () -> {
              child.assertAlive();
              assertThat(lab.listening(address, port)).as(child.tail()).isTrue();
            });
    return this;
  }

  /** Waits until it has printed this. */
  SluiceProcess awaitOutput(String text) {
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () -> {
              child.assertAlive();
              assertThat(child.output()).contains(text);
            });
    return this;
  }

  Child child() {
    return child;
  }

  @Override
  public void close() {
    child.close();
  }
}
