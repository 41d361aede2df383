package io.sluice.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.proxy.kit.Bench;
import io.sluice.proxy.kit.Cluster;
import io.sluice.proxy.kit.Peer;
import io.sluice.proxy.kit.ProxyMain;
import io.sluice.proxy.kit.Records;
import io.sluice.proxy.kit.TestJudge;
import io.sluice.proxy.kit.Updates;
import io.sluice.schemas.Topic;
import io.sluice.schemas.Topics;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A proxy that is killed with records on disk: the next one publishes them, each once. */
@SuppressWarnings("AddressSelection") // addresses are literal
class KilledProxyIT {

  @Test
  void whatAKilledProxyLeftOnDiskIsPublishedByTheNextOneInOrderAndOnce(@TempDir Path dir)
      throws Exception {
    Path spool = dir.resolve("spool");
    try (Cluster cluster = Cluster.in(dir.resolve("kafka"));
        ServerSocket server = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"))) {
      Topics topics = cluster.tenant();
      TestJudge judge = TestJudge.passing(cluster, topics);
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  ProxyMain.class.getName(),
                  cluster.kafka().get("bootstrap.servers").toString(),
                  topics.prefix(),
                  spool.toString(),
                  Integer.toString(server.getLocalPort()))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (BufferedReader said = process.inputReader()) {
        int port = Integer.parseInt(until(said, "port ").substring("port ".length()));
        Peer left = Peer.dial(new InetSocketAddress("127.0.0.1", port));
        Peer right = Peer.accept(server);
        Bench.handshake(left, right, Peer.open(65001, 90), Peer.open(65002, 90));
        exchange(left, right, 0, 100);
        cluster.stop();
        exchange(left, right, 100, 1000);
        until(said, "spooling");
        exchange(left, right, 1000, 2000);
      } finally {
        process.destroyForcibly().waitFor();
      }
      cluster.start();
      var config =
          new ProxyConfig(
              "p1", cluster.kafka(), topics, cluster.schemas(topics), Limits.defaults(), spool, 1);
      try (Proxy proxy = new Proxy(config, new SimpleMeterRegistry())) {
        await().atMost(Duration.ofSeconds(30)).until(() -> !proxy.spooling());
      }
      judge.close();
      List<Integer> seen =
          Records.messages(cluster, topics, Topic.TO_RIGHT).stream()
              .filter(m -> m.type() == 2)
              .map(m -> Updates.number(m.wire()))
              .toList();
      assertThat(seen).isEqualTo(IntStream.range(0, 2000).boxed().toList());
    }
  }

  private static String until(BufferedReader said, String start) throws IOException {
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      if (line.startsWith(start)) {
        return line;
      }
    }
    throw new IOException("the proxy ended without saying " + start);
  }

  private static void exchange(Peer left, Peer right, int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      left.send(Updates.number(i));
    }
    for (int i = from; i < to; i++) {
      assertThat(Updates.number(right.receive(2))).isEqualTo(i);
    }
  }
}
