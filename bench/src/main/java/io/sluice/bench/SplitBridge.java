package io.sluice.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A proxy and judges, each a process, with sessions of one pipeline on a cluster. */
final class SplitBridge implements AutoCloseable {
  private static final FreePorts LEFT = new FreePorts("127.0.0.1", 21_000);
  private static final FreePorts RIGHT = new FreePorts("127.0.0.2", 25_000);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final List<Middle> judges = new ArrayList<>();
  private final Path folder;
  private final Middle proxy;

  /**
   * What is set up.
   *
   * @param sessions how many
   * @param partitions of the message topics
   * @param judges processes
   * @param replication replicas of each topic
   */
  record Shape(int sessions, int partitions, int judges, int replication) {
    /** A tenant of its own for each shape and way. */
    String prefix(boolean tls) {
      return "s%dp%dj%dr%d%s."
          .formatted(sessions, partitions, judges, replication, tls ? "tls" : "");
    }
  }

  /** Starts all; returns when the judges judge and the proxy listens. */
  SplitBridge(Path folder, Brokers brokers, boolean tls, Shape shape)
      throws IOException, InterruptedException {
    this.folder = folder;
    Files.createDirectories(folder);
    Path file = folder.resolve("bridge.yaml");
    Files.writeString(file, yaml(shape, tls, brokers.client(tls)));
    for (int i = 0; i < shape.judges(); i++) {
      judges.add(start("filters", file, "judge-" + i));
    }
    proxy = start("proxy", file, "proxy");
    try {
      for (int i = 0; i < shape.judges(); i++) {
        await(judges.get(i), "judge-" + i, "judging by policy");
      }
      await(proxy, "proxy", "left end awaited");
    } catch (IOException | InterruptedException e) {
      close();
      throw e;
    }
  }

  private static String yaml(Shape shape, boolean tls, Map<String, String> kafka)
      throws IOException {
    StringBuilder yaml = new StringBuilder();
    yaml.append("pipeline: [limit -LR --ipv4 --max-length 24]\n")
        .append("deadline: 2m\n")
        .append("topics: {prefix: ")
        .append(shape.prefix(tls))
        .append(", partitions: ")
        .append(shape.partitions())
        .append(", replication: ")
        .append(shape.replication())
        .append("}\n")
        .append("limits: {bytes-in-all: 536870912}\n")
        .append("sessions:\n");
    for (int i = 0; i < shape.sessions(); i++) {
      yaml.append(
          "  customer-%d: {left: listen 127.0.0.1:%d, right: connect 127.0.0.2:%d}%n"
              .formatted(i, LEFT.get(i), RIGHT.get(i)));
    }
    yaml.append("kafka:\n");
    kafka.forEach((key, value) -> yaml.append("  %s: \"%s\"%n".formatted(key, value)));
    return yaml.toString();
  }

  private Middle start(String half, Path file, String name) throws IOException {
    return Middle.start(
        List.of(System.getProperty("sluice.command", "./sluice"), half, "-c", file.toString()),
        folder.resolve(name),
        folder.resolve(name + ".log"));
  }

  private void await(Middle part, String name, String line)
      throws IOException, InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    Path log = folder.resolve(name + ".log");
    while (!Files.exists(log) || !Files.readString(log).contains(line)) {
      part.check();
      if (System.nanoTime() > until) {
        throw new IOException(name + " does not say '" + line + "': see " + log);
      }
      Thread.sleep(50);
    }
  }

  /** The ends of a session. */
  static Ends ends(int session) throws IOException {
    return new Ends(
        InetAddress.getByName("127.0.0.3"),
        new InetSocketAddress(InetAddress.getLoopbackAddress(), LEFT.get(session)),
        new InetSocketAddress(InetAddress.getByName("127.0.0.2"), RIGHT.get(session)));
  }

  /** The proxy. */
  Middle proxy() {
    return proxy;
  }

  /** CPU time of all judges so far, seconds. */
  double judgeSeconds() {
    return judges.stream().mapToDouble(Middle::cpuSeconds).sum();
  }

  @Override
  public void close() {
    proxy.close();
    judges.forEach(Middle::close);
  }
}
