package io.sluice.cli.several;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.cli.process.DocumentedCommands;
import io.sluice.cli.routers.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Proxies and judges on a cluster, each a process of its own, all set up by one file; and the
 * sessions through them, on which something flows all the time.
 */
final class Bridge implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int PULSE_MILLIS = 100;

  private final Path folder;
  private final Path file;
  private final List<Line> lines;
  private final Map<String, Child> parts = new LinkedHashMap<>();
  private final AtomicInteger starts = new AtomicInteger();
  private final Thread pulse = new Thread(this::pulse, "pulse");
  private volatile boolean closing;

  /**
   * Writes the file; nothing runs yet.
   *
   * @param more keys of the file
   */
  Bridge(Path folder, String kafka, List<Line> lines, String more) throws IOException {
    this.folder = folder;
    this.lines = lines;
    this.file = folder.resolve("bridge.yaml");
    StringBuilder yaml = new StringBuilder(more).append("sessions:\n");
    lines.forEach(line -> yaml.append(line.yaml()));
    yaml.append("kafka:\n  bootstrap.servers: ").append(kafka).append('\n');
    Files.writeString(file, yaml);
  }

  /** Starts a part; it may still be starting when this returns. */
  void start(String half, String name) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "env",
                "SLUICE_DATA=" + folder.resolve("data"),
                DocumentedCommands.root().resolve("sluice").toString(),
                half,
                "-c",
                file.toString()));
    // Judges have no name: another one takes over at once from one that leaves.
    if (half.equals("proxy")) {
      command.addAll(List.of("--name", name));
    }
    // What it prints goes to a file of its own at each start: that is what is waited for.
    parts.put(name, new Child(name + "." + starts.incrementAndGet(), folder, command));
  }

  /** Waits until a judge judges, or a proxy has its sessions. */
  void awaitReady(String name) {
    Child part = parts.get(name);
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(
            () -> {
              part.assertAlive();
              assertThat(part.output()).containsPattern("judging by policy|left end awaited");
            });
  }

  /** The same for all. */
  void awaitReady() {
    parts.keySet().forEach(this::awaitReady);
  }

  /** Stops a part with SIGTERM and starts it again; returns when it is ready. */
  void restart(String half, String name) {
    part(name).terminate();
    start(half, name);
    awaitReady(name);
  }

  Child part(String name) {
    return parts.get(name);
  }

  /** Has all sessions come up, and lets something flow on them from now on. */
  void connect() throws IOException {
    for (Line line : lines) {
      line.dial();
    }
    pulse.setDaemon(true);
    pulse.start();
  }

  private void pulse() {
    try {
      while (!closing) {
        flows().forEach(flow -> flow.send(1));
        Thread.sleep(PULSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  List<Flow> flows() {
    return lines.stream().flatMap(line -> line.flows().stream()).toList();
  }

  /** Waits until what is sent from now on comes, in all directions of all sessions. */
  void awaitFlowing() {
    Map<Flow, Integer> until = new LinkedHashMap<>();
    flows().forEach(flow -> until.put(flow, flow.sent() + 1));
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(
            () -> {
              assertThat(flows()).allMatch(flow -> flow.arrived() >= until.get(flow));
            });
  }

  /** How long the most silent direction was silent, while something was done; seconds. */
  double silenceDuring(Runnable what) {
    flows().forEach(Flow::listen);
    what.run();
    awaitFlowing();
    return flows().stream().mapToDouble(Flow::silence).max().orElseThrow();
  }

  /** Stops to send. */
  void quiet() {
    closing = true;
    try {
      pulse.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    quiet();
    lines.forEach(Line::close);
    List<Child> all = new ArrayList<>(parts.values());
    all.stream().filter(Child::alive).forEach(Child::kill);
  }
}
