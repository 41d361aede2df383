package io.sluice.cli.several;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.schemas.Judgement;
import io.sluice.schemas.Topic;
import io.sluice.schemas.Topics;
import io.sluice.schemas.wire.VerdictCodec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three brokers, two proxies with sessions of their own, two and three judges, each a process: each
 * is stopped and started again, and one of each killed, while messages flow; every message is
 * looked at where it comes out.
 */
class SeveralOfEachIT {
  private static final String PROXY = "proxy";
  private static final String FILTERS = "filters";
  private static final List<String> PROXIES = List.of("edge-1", "edge-2");
  private static final List<String> JUDGES = List.of("judge-1", "judge-2", "judge-3");
  private static final int LIMIT = 20_000;
  private static final int HOLD_TIME = 90;

  /**
   * A judge is missed after 3 s, the others hear of it with their next heartbeat, a second later at
   * most, and have its counts already; the rest is for a machine that runs other tests. With the
   * timeout of clients that were told none, 45 s, nobody would take over before.
   */
  private static final double MISSED = 10;

  @TempDir Path folder;
  private KafkaCluster kafka;
  private Bridge bridge;
  private final List<Line> lines = new ArrayList<>();

  @Test
  void nothing_is_lost_doubled_or_out_of_order_whichever_part_is_restarted_or_killed()
      throws Exception {
    for (String proxy : PROXIES) {
      for (int i = 1; i <= 3; i++) {
        lines.add(new Line(proxy + "-session-" + i, proxy));
      }
    }
    try (KafkaCluster brokers = new KafkaCluster(folder);
        Bridge parts =
            new Bridge(
                folder,
                brokers.bootstrap(),
                lines,
                """
                pipeline: [limit -LR --session %d]
                topics: {partitions: 4, replication: 3}
                standbys: 1
                deadline: 90s
                """
                    .formatted(LIMIT))) {
      kafka = brokers;
      bridge = parts;
      start();
      restartJudges();
      restartBrokers();
      killBroker();
      killJudge();
      assertThat(bridge.flows())
          .as("no session was lost so far")
          .allMatch(flow -> flow.connections() == 1);
      restartProxies();
      killProxy();
      goOverTheLimit();
    }
  }

  private void start() throws Exception {
    kafka.start();
    kafka.awaitInSync();
    JUDGES.subList(0, 2).forEach(judge -> bridge.start(FILTERS, judge));
    PROXIES.forEach(proxy -> bridge.start(PROXY, proxy));
    bridge.awaitReady();
    bridge.connect();
    bridge.awaitFlowing();
    // A third one joins, and takes its share.
    bridge.start(FILTERS, JUDGES.get(2));
    bridge.awaitReady();
    bridge.awaitFlowing();
  }

  private void restartJudges() {
    for (String judge : JUDGES) {
      bridge.restart(FILTERS, judge);
      bridge.awaitFlowing();
    }
  }

  private void restartBrokers() {
    for (int broker = 0; broker < KafkaCluster.NODES; broker++) {
      kafka.terminate(broker);
      kafka.start(broker);
      kafka.awaitInSync();
      bridge.awaitFlowing();
    }
  }

  private void killBroker() throws Exception {
    int broker = kafka.coordinator(new Topics("").judgeGroup());
    kafka.kill(broker);
    bridge.awaitFlowing();
    kafka.start(broker);
    kafka.awaitInSync();
  }

  private void killJudge() {
    double silence = bridge.silenceDuring(() -> bridge.part(JUDGES.get(0)).kill());
    assertThat(silence).as("seconds until another one took over").isLessThan(MISSED);
  }

  private void restartProxies() {
    for (String proxy : PROXIES) {
      bridge.restart(PROXY, proxy);
      bridge.awaitFlowing();
    }
    assertThat(bridge.flows()).allMatch(flow -> flow.connections() == 2);
  }

  /** While no judge judges, so that there are verdicts for what its sessions said before. */
  private void killProxy() throws Exception {
    String proxy = PROXIES.get(1);
    List<Flow> its =
        lines.stream()
            .filter(line -> line.proxy().equals(proxy))
            .flatMap(line -> line.flows().stream())
            .toList();
    JUDGES.subList(1, 3).forEach(judge -> bridge.part(judge).pause(true));
    Map<Flow, Integer> before = new HashMap<>();
    its.forEach(flow -> before.put(flow, flow.sent()));
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> its.stream().allMatch(flow -> flow.sent() > before.get(flow) + 20));
    final long killed = System.nanoTime();
    bridge.part(proxy).kill();
    bridge.start(PROXY, proxy);
    bridge.awaitReady(proxy);
    final long back = System.currentTimeMillis();
    JUDGES.subList(1, 3).forEach(judge -> bridge.part(judge).pause(false));
    bridge.awaitFlowing();
    assertThat((System.nanoTime() - killed) / 1e9)
        .as("seconds until its peers were back")
        .isLessThan(HOLD_TIME);
    assertThat(its).allMatch(flow -> flow.connections() == 3);
    assertThat(staleVerdicts(back)).as("verdicts of earlier sessions since then").isPositive();
  }

  /** How many verdicts there are, from a time on, for connections that had ended before. */
  private long staleVerdicts(long sinceMillis) {
    VerdictCodec codec = new VerdictCodec();
    List<Judgement> verdicts = new ArrayList<>();
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrap());
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings, bytes, bytes)) {
      String topic = new Topics("").name(Topic.VERDICTS);
      List<TopicPartition> all =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      consumer.assign(all);
      Map<TopicPartition, Long> times = new HashMap<>();
      all.forEach(partition -> times.put(partition, sinceMillis));
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      consumer
          .offsetsForTimes(times)
          .forEach((p, from) -> consumer.seek(p, from == null ? ends.get(p) : from.offset()));
      while (all.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          verdicts.add(codec.decode(record.value()));
        }
      }
    }
    Map<String, Long> newest = new HashMap<>();
    verdicts.forEach(v -> newest.merge(v.session(), v.epoch(), Math::max));
    return verdicts.stream().filter(v -> v.epoch() < newest.get(v.session())).count();
  }

  /** What was counted went along, from judge to judge: exactly so many routes pass. */
  private void goOverTheLimit() {
    bridge.quiet();
    Flow one = lines.get(0).toRight();
    one.send(LIMIT + 100 - one.inThisConnection());
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(
            () ->
                assertThat(bridge.flows())
                    .allSatisfy(f -> assertThat(f.arrived()).isEqualTo(f.sent())));
    bridge.flows().forEach(flow -> flow.verify(LIMIT));
  }
}
