package io.sluice.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/** Brokers, each a process and a controller as well, in the clear and with TLS. */
final class Brokers implements AutoCloseable {
  private static final int FIRST_PORT = 19_290;
  private static final String PASSWORD = "changeit";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path folder;
  private final int count;
  private final List<Middle> processes = new ArrayList<>();

  /** Starts so many; returns when all take clients. */
  Brokers(Path folder, int count) throws Exception {
    this.folder = folder;
    this.count = count;
    Files.createDirectories(folder);
    certificates();
    String id = Uuid.randomUuid().toString();
    for (int node = 0; node < count; node++) {
      Path file = folder.resolve("server-" + node + ".properties");
      Path data = folder.resolve("data-" + node);
      Files.writeString(file, settings(node, data));
      new Formatter()
          .setClusterId(id)
          .setNodeId(node)
          .setControllerListenerName("CONTROLLER")
          .setMetadataLogDirectory(data.toString())
          .addDirectory(data.toString())
          .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
          .run();
      processes.add(
          Middle.start(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx768m",
                  "-XX:+UseParallelGC",
                  "-cp",
                  System.getProperty("java.class.path"),
                  "kafka.Kafka",
                  file.toString()),
              folder,
              folder.resolve("log-" + node)));
    }
    await();
  }

  private static int port(int kind, int node) {
    return FIRST_PORT + 10 * kind + node;
  }

  private String settings(int node, Path data) {
    return """
        process.roles=broker,controller
        node.id=%d
        listeners=PLAIN://127.0.0.1:%d,TLS://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d
        listener.security.protocol.map=PLAIN:PLAINTEXT,TLS:SSL,CONTROLLER:PLAINTEXT
        inter.broker.listener.name=PLAIN
        controller.listener.names=CONTROLLER
        controller.quorum.voters=%s
        log.dirs=%s
        ssl.keystore.location=%s
        ssl.keystore.password=%s
        default.replication.factor=1
        offsets.topic.replication.factor=%d
        offsets.topic.num.partitions=4
        group.initial.rebalance.delay.ms=0
        group.min.session.timeout.ms=3000
        auto.create.topics.enable=false
        """
        .formatted(
            node,
            port(0, node),
            port(1, node),
            port(2, node),
            IntStream.range(0, count)
                .mapToObj(n -> n + "@127.0.0.1:" + port(2, n))
                .collect(Collectors.joining(",")),
            data,
            folder.resolve("broker.p12"),
            PASSWORD,
            count);
  }

  private void certificates() throws IOException, InterruptedException {
    keytool(
        "-genkeypair -alias broker -keyalg EC -groupname secp256r1 -dname CN=localhost"
            + " -ext SAN=IP:127.0.0.1 -validity 30 -keystore broker.p12");
    keytool("-exportcert -alias broker -file broker.crt -keystore broker.p12");
    keytool("-importcert -noprompt -alias broker -file broker.crt -keystore trust.p12");
  }

  private void keytool(String words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(words.split(" ")));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("keytool " + words + " ended with " + process.exitValue());
    }
  }

  private void await() throws IOException, InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    try (Admin admin = Admin.create(Map.copyOf(client(false)))) {
      while (true) {
        for (Middle process : processes) {
          process.check();
        }
        try {
          if (admin.describeCluster().nodes().get().size() == count) {
            return;
          }
        } catch (ExecutionException e) {
          // Not there yet.
        }
        if (System.nanoTime() > until) {
          throw new IOException("the brokers do not come up: see log-* in " + folder);
        }
        Thread.sleep(100);
      }
    }
  }

  /** Settings with which a client finds them. */
  Map<String, String> client(boolean tls) {
    Map<String, String> settings = new HashMap<>();
    settings.put(
        "bootstrap.servers",
        IntStream.range(0, count)
            .mapToObj(n -> "127.0.0.1:" + port(tls ? 1 : 0, n))
            .collect(Collectors.joining(",")));
    if (tls) {
      settings.put("security.protocol", "SSL");
      settings.put("ssl.truststore.location", folder.resolve("trust.p12").toString());
      settings.put("ssl.truststore.password", PASSWORD);
    }
    return settings;
  }

  /** CPU time of all of them so far, seconds. */
  double cpuSeconds() {
    return processes.stream().mapToDouble(Middle::cpuSeconds).sum();
  }

  @Override
  public void close() {
    processes.forEach(Middle::close);
  }
}
