package io.sluice.cli.several;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.cli.process.DocumentedCommands;
import io.sluice.cli.routers.Child;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * Three brokers, each a process of its own and a controller as well: Kafka as its own scripts start
 * it. Each record is on all three, and two have to be there for one to be written.
 */
public final class KafkaCluster implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  static final int NODES = 3;

  private final Path folder;
  private final List<Integer> clients = Ports.free(NODES);
  private final List<Integer> controllers = Ports.free(NODES);
  private final Child[] nodes = new Child[NODES];

  /** Formats the folders; nothing runs yet. */
  public KafkaCluster(Path folder) throws Exception {
    this.folder = folder;
    String id = Uuid.randomUuid().toString();
    for (int node = 0; node < NODES; node++) {
      Path data = folder.resolve("data-" + node);
      Files.writeString(file(node), settings(node, data));
      new Formatter()
          .setClusterId(id)
          .setNodeId(node)
          .setControllerListenerName("CONTROLLER")
          .setMetadataLogDirectory(data.toString())
          .addDirectory(data.toString())
          .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
          .run();
    }
  }

  private Path file(int node) {
    return folder.resolve("server-" + node + ".properties");
  }

  private String settings(int node, Path data) {
    return """
    process.roles=broker,controller
    node.id=%d
    listeners=PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d
    controller.listener.names=CONTROLLER
    controller.quorum.voters=%s
    log.dirs=%s
    default.replication.factor=3
    min.insync.replicas=2
    auto.create.topics.enable=false
    # Who died is missed sooner than usual.
    broker.heartbeat.interval.ms=500
    broker.session.timeout.ms=5000
    group.min.session.timeout.ms=3000
    group.streams.min.session.timeout.ms=3000
    group.streams.min.heartbeat.interval.ms=1000
    group.initial.rebalance.delay.ms=0
    # Fewer files than usual, and a smaller heap.
    offsets.topic.num.partitions=4
    log.cleaner.dedupe.buffer.size=2097152
    """
        .formatted(
            node,
            clients.get(node),
            controllers.get(node),
            IntStream.range(0, NODES)
                .mapToObj(n -> n + "@127.0.0.1:" + controllers.get(n))
                .collect(Collectors.joining(",")),
            data);
  }

  /** Starts a broker, or all of them. */
  public void start(int... which) {
    for (int node : which.length == 0 ? new int[] {0, 1, 2} : which) {
      List<String> command = new ArrayList<>(java());
      command.addAll(List.of("kafka.Kafka", file(node).toString()));
      nodes[node] = new Child("kafka-" + node, folder, command);
    }
  }

  /** Java as {@code ./sluice} starts it, whose archive of classes has those of the broker, too. */
  static List<String> java() {
    Path target = DocumentedCommands.root().resolve("cli/target");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xlog:disable"));
    try (Stream<Path> files = Files.list(target);
        Stream<Path> jars = Files.list(target.resolve("lib"))) {
      List<Path> own = files.toList();
      own.stream()
          .filter(f -> f.getFileName().toString().matches("sluice-[0-9.]+\\.cds"))
          .forEach(f -> command.add("-XX:SharedArchiveFile=" + f));
      command.add("-cp");
      command.add(
          Stream.concat(
                  own.stream().filter(f -> f.getFileName().toString().matches("cli-[0-9].*\\.jar")),
                  jars.sorted())
              .map(Path::toString)
              .collect(Collectors.joining(":", "", ":")));
    } catch (IOException e) {
      throw new AssertionError("the jars are not there: ./sluice version makes them", e);
    }
    return command;
  }

  /** SIGTERM; returns when it is gone. */
  void terminate(int node) {
    nodes[node].terminate();
  }

  /** SIGKILL. */
  void kill(int node) {
    nodes[node].kill();
  }

  /** Waits until every replica of every partition is in sync. */
  public void awaitInSync() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(100))
          .ignoreExceptions()
          .untilAsserted(
              () -> {
                for (Child node : nodes) {
                  node.assertAlive();
                }
                assertThat(admin.describeCluster().nodes().get()).hasSize(NODES);
                Set<String> topics = admin.listTopics().names().get();
                for (TopicDescription topic :
                    admin.describeTopics(topics).allTopicNames().get().values()) {
                  assertThat(topic.partitions())
                      .as(topic.name())
                      .allMatch(p -> p.leader() != null && p.isr().size() == p.replicas().size());
                }
              });
    }
  }

  /** The broker that leads the partition which coordinates this group: the worst one to lose. */
  int coordinator(String group) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
      return admin
          .describeConsumerGroups(List.of(group))
          .describedGroups()
          .get(group)
          .get()
          .coordinator()
          .id();
    }
  }

  /** Where clients find them. */
  public String bootstrap() {
    return clients.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
  }

  @Override
  public void close() {
    for (Child node : nodes) {
      if (node != null && node.alive()) {
        node.kill();
      }
    }
  }
}
