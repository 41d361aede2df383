package io.sluice.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.sluice.bgp.Header;
import io.sluice.bgp.Notification;
import io.sluice.proxy.kit.Bench;
import io.sluice.proxy.kit.Cluster;
import io.sluice.proxy.kit.Peer;
import io.sluice.proxy.kit.Records;
import io.sluice.proxy.kit.TestJudge;
import io.sluice.proxy.kit.Updates;
import io.sluice.schemas.Action;
import io.sluice.schemas.Disposition;
import io.sluice.schemas.Topic;
import io.sluice.schemas.trace.Tracing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Judges that are away, and Kafka stopped for longer than a hold time of three seconds. */
@SuppressWarnings("try") // a judge works while it is open; nobody talks to it
class FailureModesIT {
  private static final int HOLD_TIME = 3;
  private static final Duration DEADLINE = Duration.ofMillis(500);

  @Test
  void closeEndsBothEndsWithTheReasonWhenNoJudgeIsThere() throws Exception {
    try (Bench bench = new Bench(Cluster.shared())) {
      bench.connect(bench.add("s", VerdictPolicy.of(DEADLINE, FailureMode.CLOSE)));
      bench.left.send(Peer.open(65001, 90));
      for (Peer peer : List.of(bench.left, bench.right)) {
        assertThat(Notification.describe(peer.receive()))
            .startsWith("Cease/Administrative Reset: no verdict in time")
            .endsWith("no judge is there");
      }
    }
  }

  @Test
  void closeEndsBothEndsWhenKafkaIsAway(@TempDir Path dir) throws Exception {
    try (Cluster cluster = Cluster.in(dir);
        Bench bench = new Bench(cluster);
        TestJudge judge = TestJudge.passing(cluster, bench.topics)) {
      bench.establish(bench.add("s", VerdictPolicy.of(DEADLINE, FailureMode.CLOSE)), 30);
      cluster.stop();
      bench.right.send(Updates.number(1));
      for (Peer peer : List.of(bench.left, bench.right)) {
        assertThat(Notification.describe(peer.receive(3)))
            .startsWith("Cease/Administrative Reset: no verdict in time")
            .endsWith("Kafka does not answer");
      }
      cluster.start();
    }
  }

  @Test
  void aJudgeThatIsThereAndSilentIsSlowNotAbsent() throws Exception {
    AtomicBoolean silent = new AtomicBoolean();
    TestJudge.Rule rule = m -> silent.get() ? null : TestJudge.verdict(m, Action.PASS);
    VerdictPolicy policy = new VerdictPolicy(DEADLINE, FailureMode.PASS, FailureMode.CLOSE);
    try (Bench bench = new Bench(Cluster.shared());
        TestJudge judge = new TestJudge(bench.cluster, bench.topics, rule)) {
      VerdictPolicy patient = VerdictPolicy.DEFAULT;
      bench.establish(
          bench.add(new SessionConfig("s", Bench.listening(), bench.dialling(), policy, patient)),
          90);
      silent.set(true);
      bench.left.send(Updates.number(1));
      assertThat(bench.right.receive(2)).isEqualTo(Updates.number(1));
      assertThat(bench.events.get(bench.events.size() - 1).cause()).isEqualTo("judge_slow");
      silent.set(false);
      bench.left.send(Updates.number(2));
      assertThat(bench.right.receive(2)).isEqualTo(Updates.number(2));
      await()
          .untilAsserted(
              () ->
                  assertThat(bench.events.get(bench.events.size() - 1).kind())
                      .isEqualTo(SessionEventView.Kind.JUDGED));
      assertThat(bench.counter("sluice.proxy.bypassed", "cause", "judge_slow")).isEqualTo(2);
      assertThat(bench.counter("sluice.proxy.verdicts", "outcome", "late")).isEqualTo(1);
    }
  }

  @Test
  void aBrokerThatRestartsUnderLoadLosesDoublesAndReordersNothing(@TempDir Path dir)
      throws Exception {
    int total = 30_000;
    try (Cluster cluster = Cluster.in(dir);
        Bench bench = new Bench(cluster);
        TestJudge judge = TestJudge.passing(cluster, bench.topics)) {
      bench.establish(bench.add("s", VerdictPolicy.DEFAULT), 90);
      Thread writer =
          new Thread(
              () -> {
                try {
                  for (int i = 0; i < total; i++) {
                    bench.left.send(Updates.number(i));
                  }
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      writer.start();
      for (int i = 0; i < total; i++) {
        if (i == 3000) {
          cluster.stop();
          cluster.start();
        }
        assertThat(Updates.number(bench.right.receive(2))).isEqualTo(i);
      }
      writer.join();
      List<Integer> seen =
          Records.messages(cluster, bench.topics, Topic.TO_RIGHT).stream()
              .filter(m -> m.type() == 2)
              .map(m -> Updates.number(m.wire()))
              .toList();
      assertThat(seen.equals(IntStream.range(0, total).boxed().toList())).isTrue();
    }
  }

  @Test
  void holdKeepsBothEndsAliveWhileKafkaIsAwayAndGoesOnWhenItIsBack(@TempDir Path dir)
      throws Exception {
    try (Cluster cluster = Cluster.in(dir);
        Bench bench = new Bench(cluster);
        TestJudge judge = TestJudge.passing(cluster, bench.topics)) {
      bench.establish(bench.add("s", VerdictPolicy.of(DEADLINE, FailureMode.HOLD)), HOLD_TIME);
      bench.left.keepAlive(700);
      bench.right.keepAlive(700);
      cluster.stop();
      for (int i = 0; i < 100; i++) {
        bench.left.send(Updates.number(i));
      }
      // Six seconds: twice the hold time.
      long until = System.nanoTime() + 6_000_000_000L;
      while (System.nanoTime() < until) {
        bench.right.socket().setSoTimeout(HOLD_TIME * 1000);
        bench.left.socket().setSoTimeout(HOLD_TIME * 1000);
        assertThat(Header.type(bench.right.receive(), 0)).isEqualTo(4);
        assertThat(Header.type(bench.left.receive(), 0)).isEqualTo(4);
      }
      cluster.start();
      for (int i = 0; i < 100; i++) {
        assertThat(Updates.number(bench.right.receive(2))).isEqualTo(i);
      }
    }
  }

  @Test
  void theProxyKeepsAHeldReceiverAliveByItself() throws Exception {
    try (Bench bench = new Bench(Cluster.shared())) {
      TestJudge judge = TestJudge.passing(bench.cluster, bench.topics);
      bench.establish(bench.add("s", VerdictPolicy.of(DEADLINE, FailureMode.HOLD)), HOLD_TIME);
      judge.close();
      bench.left.send(Updates.number(1));
      for (int i = 0; i < 4; i++) {
        bench.left.send(Header.keepalive());
        bench.right.send(Header.keepalive());
        // The peer's own and the proxy's: none of them may be missing for a third of hold time.
        bench.right.socket().setSoTimeout(1500);
        assertThat(Header.type(bench.right.receive(), 0)).isEqualTo(4);
        assertThat(Header.type(bench.right.receive(), 0)).isEqualTo(4);
      }
      assertThat(bench.counter("sluice.proxy.keepalives")).isGreaterThan(2);
    }
  }

  @Test
  void passLetsMessagesFlowWhileKafkaIsAwayAndPublishesThemLaterMarkedAndEachOnce(@TempDir Path dir)
      throws Exception {
    SpanProcessor spans = SimpleSpanProcessor.create(InMemorySpanExporter.create());
    try (SdkTracerProvider tracers = SdkTracerProvider.builder().addSpanProcessor(spans).build();
        Cluster cluster = Cluster.in(dir);
        Bench bench = new Bench(cluster, new Tracing(tracers.get("test"), 1))) {
      TestJudge judge = TestJudge.passing(cluster, bench.topics);
      bench.establish(bench.add("s", VerdictPolicy.of(DEADLINE, FailureMode.PASS)), HOLD_TIME);
      bench.left.keepAlive(700);
      bench.right.keepAlive(700);
      for (int i = 0; i < 50; i++) {
        bench.left.send(Updates.number(i));
        assertThat(Updates.number(bench.right.receive(2))).isEqualTo(i);
      }
      judge.close();
      cluster.stop();
      for (int i = 50; i < 500; i++) {
        bench.left.send(Updates.number(i));
      }
      for (int i = 50; i < 500; i++) {
        assertThat(Updates.number(bench.right.receive(2))).isEqualTo(i);
      }
      await().atMost(Duration.ofSeconds(30)).until(bench.proxy::spooling);
      for (int round = 0; round < 8; round++) {
        bench.left.send(Updates.number(500 + round));
        Thread.sleep(500);
        assertThat(Updates.number(bench.right.receive(2))).isEqualTo(500 + round);
      }
      assertThat(bench.gauge("sluice.proxy.spool.records")).isGreaterThanOrEqualTo(458);
      cluster.start();
      try (TestJudge again = TestJudge.passing(cluster, bench.topics)) {
        await().atMost(Duration.ofSeconds(30)).until(() -> !bench.proxy.spooling());
        assertThat(bench.gauge("sluice.proxy.spool.records")).isZero();
        bench.left.send(Updates.number(600));
        assertThat(Updates.number(bench.right.receive(2))).isEqualTo(600);
        await()
            .atMost(Duration.ofSeconds(20))
            .untilAsserted(
                () ->
                    assertThat(bench.events.stream().map(SessionEventView::kind))
                        .contains(SessionEventView.Kind.BYPASSING, SessionEventView.Kind.JUDGED));
        bench.left.send(Updates.number(601));
        assertThat(Updates.number(bench.right.receive(2))).isEqualTo(601);
      }
      List<Records.Seen> seen =
          Records.messages(cluster, bench.topics, Topic.TO_RIGHT).stream()
              .filter(m -> m.type() == 2)
              .toList();
      assertThat(seen.stream().map(m -> Updates.number(m.wire())))
          .containsExactlyElementsOf(
              IntStream.concat(IntStream.range(0, 508), IntStream.of(600, 601)).boxed().toList());
      assertThat(seen.subList(50, 508)).allMatch(m -> m.disposition() == Disposition.BYPASSED);
      assertThat(seen.subList(0, 50)).allMatch(m -> m.disposition() == Disposition.GATED);
      assertThat(seen.get(509).disposition()).isEqualTo(Disposition.GATED);
      assertThat(seen).as("their traces went over the disk with them").allMatch(m -> m.traced());
      long bypassed =
          Records.audited(cluster, bench.topics).stream().mapToLong(Records.Run::count).sum();
      assertThat(bypassed)
          .isEqualTo((long) bench.counter("sluice.proxy.bypassed"))
          .isGreaterThanOrEqualTo(458);
    }
  }
}
