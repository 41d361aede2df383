package io.sluice.cli.run.live;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.bgp.AddressFamily;
import io.sluice.filters.Judge;
import io.sluice.filters.JudgeConfig;
import io.sluice.filters.Pipeline;
import io.sluice.proxy.LegConfig;
import io.sluice.proxy.Limits;
import io.sluice.proxy.Proxy;
import io.sluice.proxy.ProxyConfig;
import io.sluice.proxy.SessionConfig;
import io.sluice.proxy.speaker.Speaker;
import io.sluice.proxy.speaker.SpeakerConfig;
import io.sluice.proxy.speaker.SpeakerSession;
import io.sluice.schemas.TopicAdmin;
import io.sluice.schemas.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends synthetic messages through the real loop before the first session is accepted: two
 * speakers, a proxy and a judge on topics of their own, which are deleted afterwards. A virtual
 * machine that has just started is several times slower than one that has seen some hundred
 * thousand messages. It is also a self-test: should nothing come through, that is said before a
 * session depends on it.
 */
final class WarmUp {
  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
  private static final Duration SETTLE = Duration.ofSeconds(20);
  private static final long TICK_MILLIS = 2;
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  /** Topics of no tenant: a prefix that ends so is never that of a run. */
  private static final String PREFIX = "sluice-warm-up.";

  private final Cluster cluster;
  private final Pipeline pipeline;
  private final Path folder;

  /**
   * @param pipeline the judges to warm up, without printers
   * @param folder a temporary folder
   */
  WarmUp(Cluster cluster, Pipeline pipeline, Path folder) {
    this.cluster = cluster;
    this.pipeline = pipeline;
    this.folder = folder;
  }

  /**
   * Runs for so long, and a little for coming and going.
   *
   * @return how many messages crossed; 0 when the loop did not work
   */
  long run(Duration length) {
    Topics topics = new Topics(PREFIX);
    try (Admin admin = Admin.create(cluster.client())) {
      new TopicAdmin(admin, topics, 1, (short) 1).create();
      try {
        return cross(topics, length);
      } finally {
        List<String> ours =
            admin.listTopics().names().get().stream().filter(n -> n.startsWith(PREFIX)).toList();
        admin.deleteTopics(ours).all().get();
        admin.deleteConsumerGroups(List.of(topics.judgeGroup())).all().get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    } catch (Exception e) {
      LOG.warn("the self-test failed: {}", e.toString());
      return 0;
    }
  }

  private long cross(Topics topics, Duration length) throws IOException, InterruptedException {
    try (Speaker right =
            new Speaker(
                SpeakerConfig.listen(new InetSocketAddress(LOOPBACK, 0), 64510, "198.51.100.2")
                    .withoutRoutes());
        Judge judge = new Judge(judge(topics));
        Proxy proxy = new Proxy(proxy(topics), new SimpleMeterRegistry())) {
      right.start();
      judge.start();
      judge.awaitRunning(SETTLE);
      proxy.add(
          new SessionConfig(
              "warm-up",
              LegConfig.listen(new InetSocketAddress(LOOPBACK, 0)),
              LegConfig.connect(right.address())));
      InetSocketAddress middle = proxy.sessions().get(0).left().listening();
      try (Speaker left =
          new Speaker(SpeakerConfig.dial(LOOPBACK, middle, 64500, "198.51.100.1").withoutRoutes())
              .start()) {
        return rounds(left.awaitSession(SETTLE), right.awaitSession(SETTLE), length);
      }
    }
  }

  private static long rounds(SpeakerSession left, SpeakerSession right, Duration length)
      throws InterruptedException {
    long end = System.nanoTime() + length.toNanos();
    int round = 0;
    SyntheticRoutes routes = new SyntheticRoutes();
    while (System.nanoTime() < end) {
      left.announce(routes.next());
      left.endOfRib(AddressFamily.IPV4_UNICAST);
      round++;
      long patience = System.nanoTime() + SETTLE.toNanos();
      while (right.counters().endsOfRib() < round) {
        if (System.nanoTime() > patience || !left.isEstablished()) {
          throw new IllegalStateException("messages go in and do not come out");
        }
        Thread.sleep(TICK_MILLIS);
      }
    }
    return right.counters().messages();
  }

  private JudgeConfig judge(Topics topics) {
    return new JudgeConfig(
        null, cluster.client(), topics, cluster.schemas(), pipeline, 1, 0, folder.resolve("judge"));
  }

  private ProxyConfig proxy(Topics topics) {
    return new ProxyConfig(
        "warm-up",
        cluster.client(),
        topics,
        cluster.schemas(),
        Limits.defaults(),
        folder.resolve("spool"),
        1);
  }
}
