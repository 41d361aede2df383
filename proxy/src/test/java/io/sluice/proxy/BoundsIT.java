package io.sluice.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluice.bgp.Header;
import io.sluice.bgp.Notification;
import io.sluice.proxy.kit.Bench;
import io.sluice.proxy.kit.Cluster;
import io.sluice.proxy.kit.Peer;
import io.sluice.proxy.kit.Records;
import io.sluice.proxy.kit.TestJudge;
import io.sluice.proxy.kit.Updates;
import io.sluice.schemas.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What bounds a session in octets and in time. */
@SuppressWarnings("try") // a judge works while it is open; nobody talks to it
class BoundsIT {
  private static final Limits SMALL = Limits.defaults().withBytes(1 << 20, 4 << 20);

  @Test
  void aFullSpoolStopsTheSenderAndNothingIsLostWhenKafkaIsBack(@TempDir Path dir) throws Exception {
    int total = 10_000;
    try (Cluster cluster = Cluster.in(dir);
        Bench bench = new Bench(cluster, SMALL.withSpoolBytes(3 << 20))) {
      TestJudge judge = TestJudge.passing(cluster, bench.topics);
      VerdictPolicy pass = VerdictPolicy.of(Duration.ofMillis(500), FailureMode.PASS);
      bench.establish(bench.add("s", pass), 90);
      judge.close();
      cluster.stop();
      Thread writer = writer(bench.left, total);
      int got = 0;
      // Three megabytes fit on disk: what goes is at most that, and then nothing goes.
      while (!bench.right.socket().isClosed() && got < total && bench.right.arrivesWithin(5000)) {
        assertThat(bench.right.receive(2)).isEqualTo(update(got++));
      }
      assertThat(got).isBetween(100, 1500);
      assertThat(bench.status("s").left().messages()).as("it is not read").isLessThan(total / 2);
      cluster.start();
      try (TestJudge again = TestJudge.passing(cluster, bench.topics)) {
        for (; got < total; got++) {
          assertThat(bench.right.receive(2)).isEqualTo(update(got));
        }
        writer.join();
        await().atMost(Duration.ofSeconds(20)).until(() -> !bench.proxy.spooling());
      }
      List<Records.Seen> seen =
          Records.messages(cluster, bench.topics, Topic.TO_RIGHT).stream()
              .filter(m -> m.type() == 2)
              .toList();
      assertThat(seen).hasSize(total);
      for (int i = 0; i < total; i++) {
        assertThat(seen.get(i).wire()).isEqualTo(update(i));
      }
    }
  }

  private static byte[] update(int i) {
    byte[] update = Updates.ofLength(3000);
    update[100] = (byte) (i >> 8);
    update[101] = (byte) i;
    return update;
  }

  private static Thread writer(Peer peer, int total) {
    Thread thread =
        new Thread(
            () -> {
              try {
                for (int i = 0; i < total; i++) {
                  peer.send(update(i));
                }
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    thread.start();
    return thread;
  }

  @Test
  void aPeerThatFallsSilentIsHoldTimerExpired() throws Exception {
    try (Bench bench = new Bench(Cluster.shared());
        TestJudge judge = TestJudge.passing(bench.cluster, bench.topics)) {
      bench.establish(bench.add("s", VerdictPolicy.DEFAULT), 3);
      bench.right.keepAlive(500);
      byte[] last = bench.left.receive(3);
      assertThat(Notification.describe(last)).isEqualTo("Hold Timer Expired");
      assertThat(Notification.describe(bench.right.receive(3)))
          .isEqualTo("Cease/Administrative Reset: hold timer expired");
    }
  }

  @Test
  void aPeerThatTakesNothingForTheSendHoldTimeIsGivenUp() throws Exception {
    Limits limits =
        new Limits(
            1 << 20,
            4 << 20,
            4 << 20,
            Duration.ofMinutes(4),
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            Duration.ofSeconds(30),
            4);
    try (Bench bench = new Bench(Cluster.shared(), limits);
        TestJudge judge = TestJudge.passing(bench.cluster, bench.topics)) {
      bench.establish(bench.add("s", VerdictPolicy.DEFAULT), 3);
      bench.right.keepAlive(500);
      Thread writer =
          new Thread(
              () -> {
                try {
                  for (int i = 0; i < 20_000; i++) {
                    bench.left.send(update(i));
                  }
                } catch (IOException e) {
                  // The session ends meanwhile, as it should.
                }
              });
      writer.start();
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(bench.events.get(bench.events.size() - 1).cause())
                      .isEqualTo("send_hold_timer"));
      byte[] cease = bench.left.receive(3);
      assertThat(Header.type(cease, 0)).isEqualTo(3);
      writer.join();
    }
  }

  @Test
  void moreSessionsThanTheMemoryIsForAreRefused() throws Exception {
    try (Bench bench = new Bench(Cluster.shared(), Limits.defaults().withBytes(1 << 20, 1 << 20))) {
      for (int i = 0; i < 4; i++) {
        bench.add("s" + i, VerdictPolicy.DEFAULT);
      }
      assertThatThrownBy(() -> bench.add("s4", VerdictPolicy.DEFAULT))
          .hasMessageContaining("5 sessions share 1048576 octets")
          .hasMessageContaining("raise bytesInAll");
    }
  }
}
