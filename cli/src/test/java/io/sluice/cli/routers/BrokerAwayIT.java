package io.sluice.cli.routers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.bgp.Header;
import io.sluice.bgp.MessageType;
import io.sluice.bgp.Notification;
import io.sluice.schemas.Disposition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka is away for longer than the hold time of the session, and what is to happen then. */
@Tag("routers")
class BrokerAwayIT {
  private static final int HOLD_TIME = 3;
  private static final int BEFORE = 1_000;
  private static final Duration OUTAGE = Duration.ofSeconds(8);

  private final List<Route> routes = Routes.ipv4(1_200, 60, 11);

  @TempDir Path folder;

  @BeforeAll
  static void programs() {
    Tools.assumeInstalled(Tools.FRR, Tools.BIRD, "tcpdump", "vtysh");
  }

  @Test
  void holdKeepsBothSessionsAliveAndLetsTheRoutesGoOnAfterwards() {
    try (Lab lab = Lab.onLoopback(folder, 26);
        Split sluice = running(lab, "hold")) {
      Pair pair = sluice.pair();
      sluice.brokerProcess().child().terminate();
      pair.bird.replaceRoutes(routes);
      await()
          .during(OUTAGE)
          .atMost(OUTAGE.plusSeconds(10))
          .untilAsserted(
              () -> {
                assertThat(pair.bird.established(pair.middle)).isTrue();
                assertThat(pair.frr.established(pair.middle)).isTrue();
                assertThat(pair.frr.received(pair.middle)).isEqualTo(BEFORE);
              });
      sluice.startBroker();
      pair.awaitAtLeft(routes.size());
      assertThat(pair.frr.timesEstablished(pair.middle)).isEqualTo(1);
      pair.assertCrossedUnchanged();
    }
  }

  @Test
  void closeEndsBothSessionsWithACeaseAndTheyComeBackWithKafka() {
    try (Lab lab = Lab.onLoopback(folder, 27);
        Split sluice = running(lab, "close")) {
      Pair pair = sluice.pair();
      sluice.brokerProcess().child().terminate();
      pair.bird.replaceRoutes(routes);
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> !pair.frr.established(pair.middle) && !pair.bird.established(pair.middle));
      sluice.startBroker();
      pair.awaitAtLeft(routes.size());
      assertThat(lastSentBy(pair.middle, pair.capture.conversations(Pair.LISTEN).get(0)))
          .as("what FRR was told")
          .isEqualTo(Notification.CEASE);
      assertThat(lastSentBy(pair.middle, pair.toRight().get(0)))
          .as("what BIRD was told")
          .isEqualTo(Notification.CEASE);
    }
  }

  @Test
  void passLetsRoutesFlowAndTheTopicHasEachOfThemOnceInOrderAfterwards() {
    try (Lab lab = Lab.onLoopback(folder, 28);
        Split sluice = running(lab, "pass")) {
      Pair pair = sluice.pair();
      sluice.brokerProcess().child().terminate();
      pair.bird.replaceRoutes(routes);
      pair.awaitAtLeft(routes.size());
      await().pollDelay(OUTAGE).atMost(OUTAGE.plusSeconds(5)).until(() -> true);
      assertThat(pair.frr.established(pair.middle)).isTrue();
      sluice.startBroker();

      List<byte[]> sent = Wire.sentBy(pair.right, pair.rightLeg());
      List<TopicReader.Published> topic = new TopicReader(sluice.broker()).toLeft(sent.size());
      Wire.assertSame(
          "in the topic", sent, topic.stream().map(TopicReader.Published::wire).toList());
      for (int i = 0; i < topic.size(); i++) {
        assertThat(topic.get(i).sequence()).isGreaterThan(i == 0 ? 0 : topic.get(i - 1).sequence());
      }
      List<TopicReader.Published> bypassed =
          topic.stream().filter(m -> m.disposition() == Disposition.BYPASSED).toList();
      assertThat(bypassed).hasSizeGreaterThanOrEqualTo(30);
      assertThat(topic.subList(0, BEFORE / 10))
          .noneMatch(m -> m.disposition() == Disposition.BYPASSED);
      pair.assertCrossedUnchanged();
    }
  }

  private Split running(Lab lab, String fail) {
    Pair pair = new Pair(lab, List.of(), routes.subList(0, BEFORE), HOLD_TIME, null);
    Split sluice =
        new Split(
            pair,
            null,
            List.of("--deadline", "2s", "--fail", fail, "--fail-absent", fail),
            "grep",
            "-LR",
            "prefix ~ 0.0.0.0/0");
    sluice.start();
    pair.start();
    pair.awaitAtLeft(BEFORE);
    return sluice;
  }

  /** The code of the NOTIFICATION with which this end closed a connection; 0 for none. */
  private static int lastSentBy(String address, Conversation conversation) {
    List<byte[]> messages = Wire.sentBy(address, conversation);
    byte[] last = messages.get(messages.size() - 1);
    boolean told = Header.type(last, 0) == MessageType.NOTIFICATION.code();
    return told ? Notification.code(last) : 0;
  }
}
