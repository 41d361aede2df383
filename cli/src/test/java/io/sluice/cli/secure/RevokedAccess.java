package io.sluice.cli.secure;

import static io.sluice.cli.secure.SecuredCluster.pipeline;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.bgp.Notification;
import io.sluice.cli.process.TwoSpeakers;
import io.sluice.cli.run.live.Half;
import io.sluice.cli.run.live.Run;
import io.sluice.cli.secure.SecuredBroker.Way;
import io.sluice.proxy.SessionStatus;
import io.sluice.proxy.speaker.SpeakerSession;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * What was allowed at the start is taken away in the middle of a run, and given back: sessions do
 * what their failure mode says, the log names the part and what mends it, nothing is lost, and no
 * process has to be started again.
 */
interface RevokedAccess {
  Duration PATIENCE = Duration.ofSeconds(90);
  int ROUTES = 50;

  /** Where it runs. */
  SecuredCluster cluster();

  @Test
  @Order(5)
  default void what_may_not_be_written_any_more_is_kept_and_written_when_it_may() throws Exception {
    AclBinding write = cluster().documented("proxy", AclOperation.WRITE, "bgp.to-right");
    try (TwoSpeakers speakers = new TwoSpeakers();
        LogLines log = new LogLines();
        Run filters =
            cluster()
                .start(Half.FILTERS, cluster().file(Way.SCRAM, "filters"), pipeline(speakers));
        Run proxy =
            cluster()
                .start(
                    Half.PROXY,
                    cluster().file(Way.SCRAM, "proxy"),
                    pipeline(
                        speakers,
                        "--name",
                        "revoked",
                        "--session",
                        "revoked",
                        "--fail",
                        "pass",
                        "--deadline",
                        "1s"))) {
      speakers.connect(proxy.proxy().sessions().get(0).left().listening());
      long before = cluster().records("bgp.to-right");
      cluster().revoke(write);
      speakers.left().announce(TwoSpeakers.routes(ROUTES, 24));
      speakers.endOfRib();
      await().atMost(PATIENCE).until(() -> speakers.right().counters().endsOfRib() == 1);
      assertThat(speakers.atRight()).as("as --fail pass says").hasSize(ROUTES);
      assertThat(proxy.proxy().spooling()).isTrue();
      log.await("lets User:sluice-proxy not use topic bgp.to-right", "records go to disk");
      cluster().restore(write);
      await().atMost(PATIENCE).until(() -> !proxy.proxy().spooling());
      assertThat(cluster().records("bgp.to-right") - before).isGreaterThanOrEqualTo(ROUTES + 1);
      assertThat(speakers.left().isEstablished()).isTrue();
      PublishedSequences.areWhole(cluster().broker().open(), "bgp.to-right", "revoked");
    }
  }

  @Test
  @Order(7)
  default void verdicts_that_may_neither_be_written_nor_read_any_more_come_when_they_may()
      throws Exception {
    AclBinding write = cluster().documented("filters", AclOperation.WRITE, "bgp.verdicts");
    AclBinding read = cluster().documented("proxy", AclOperation.READ, "bgp.verdicts");
    try (TwoSpeakers speakers = new TwoSpeakers();
        LogLines log = new LogLines();
        Run filters =
            cluster()
                .start(Half.FILTERS, cluster().file(Way.SCRAM, "filters"), pipeline(speakers));
        Run proxy =
            cluster()
                .start(
                    Half.PROXY,
                    cluster().file(Way.SCRAM, "proxy"),
                    pipeline(
                        speakers,
                        "--name",
                        "unheard",
                        "--session",
                        "unheard",
                        "--fail",
                        "hold",
                        "--deadline",
                        "1s"))) {
      speakers.connect(proxy.proxy().sessions().get(0).left().listening());
      cluster().revoke(write, read);
      speakers.left().announce(TwoSpeakers.routes(ROUTES, 24));
      speakers.endOfRib();
      log.await("reading verdicts: ", "lets User:sluice-proxy not use topic bgp.verdicts", "acls");
      log.await("judge", "lets User:sluice-filters not use topic bgp.verdicts", "acls");
      log.await("unheard: no verdict within 1000 ms", "messages are held");
      assertThat(speakers.right().counters().updates()).isZero();
      cluster().restore(write, read);
      await().atMost(PATIENCE).until(() -> speakers.right().counters().endsOfRib() == 1);
      assertThat(speakers.atRight()).hasSize(ROUTES);
      assertThat(speakers.left().isEstablished()).isTrue();
      log.await("reading verdicts: works again");
      log.await("unheard: verdicts are back");
    }
  }

  @Test
  @Order(8)
  default void users_who_are_deleted_come_in_again_once_they_are_known_again() throws Exception {
    try (TwoSpeakers passing = new TwoSpeakers();
        TwoSpeakers holding = new TwoSpeakers();
        TwoSpeakers closing = new TwoSpeakers();
        LogLines log = new LogLines();
        Run filters = start(Half.FILTERS, "filters", passing, holding, closing);
        Run proxy = start(Half.PROXY, "proxy", passing, holding, closing)) {
      List<TwoSpeakers> all = List.of(passing, holding, closing);
      List<InetSocketAddress> ends =
          proxy.proxy().sessions().stream().map(s -> s.left().listening()).toList();
      for (int i = 0; i < all.size(); i++) {
        all.get(i).connect(ends.get(i));
        all.get(i).left().announce(TwoSpeakers.announce(11, 0, 0, 24));
      }
      for (TwoSpeakers speakers : all) {
        await().atMost(PATIENCE).until(() -> speakers.atRight().contains("11.0.0.0/24"));
      }

      cluster().broker().forget("sluice-proxy", "sluice-filters");
      log.await("reading verdicts: ", "refuses the credentials of user sluice-proxy", "mend ");
      log.await("the judge", "refuses the credentials of user sluice-filters", "mend sasl.jaas");
      SpeakerSession closed = closing.left();
      for (TwoSpeakers speakers : all) {
        speakers.left().announce(TwoSpeakers.routes(ROUTES, 24));
        speakers.left().announce(TwoSpeakers.routes(1, 25));
      }
      await().atMost(PATIENCE).until(() -> passing.atRight().size() == ROUTES + 2);
      byte[] cease = closed.end().get(PATIENCE.toSeconds(), TimeUnit.SECONDS).received();
      assertThat(Notification.code(cease)).isEqualTo(Notification.CEASE);
      log.await("holding: no verdict within 1000 ms: Kafka does not answer; messages are held");
      assertThat(holding.atRight()).containsExactly("11.0.0.0/24");
      log.await("records go to disk until Kafka takes them");

      cluster().broker().know("sluice-proxy", "sluice-filters");
      await().atMost(PATIENCE).until(() -> holding.atRight().size() == ROUTES + 1);
      assertThat(holding.left().isEstablished()).isTrue();
      await().atMost(PATIENCE).until(() -> !proxy.proxy().spooling());
      closing.connect(ends.get(2));
      for (TwoSpeakers speakers : all) {
        // Judged: the one that is too long leaves as a withdrawal.
        speakers.left().announce(TwoSpeakers.routes(1, 25));
        speakers.left().announce(TwoSpeakers.announce(12, 0, 0, 24));
        await().atMost(PATIENCE).until(() -> speakers.atRight().contains("12.0.0.0/24"));
        assertThat(speakers.atRight()).doesNotContain("10.0.0.0/25");
      }
      log.await("reading verdicts: works again");
      log.await("the judge stopped and is started anew: works again");
      PublishedSequences.areWhole(
          cluster().broker().open(), "bgp.to-right", "passing", "holding", "closing");
      assertThat(proxy.proxy().sessions().stream().map(SessionStatus::id))
          .containsExactly("passing", "holding", "closing");
    }
  }

  private Run start(
      Half half, String part, TwoSpeakers passing, TwoSpeakers holding, TwoSpeakers closing)
      throws Exception {
    String text =
        """
        data: %s
        pipeline: [limit -LR --ipv4 --max-length 24]
        deadline: 1s
        limits: {publish-timeout: 2s}
        sessions:
          passing: {left: listen 127.0.0.1:0, right: connect %s, fail: pass}
          holding: {left: listen 127.0.0.1:0, right: connect %s, fail: hold}
          closing: {left: listen 127.0.0.1:0, right: connect %s, fail: close}
        """
            .formatted(
                cluster().dir().resolve("data"),
                passing.rightAddress(),
                holding.rightAddress(),
                closing.rightAddress());
    Path file = cluster().yaml(text, cluster().broker().client(Way.SCRAM, "sluice-" + part));
    return cluster().start(half, file, Map.of());
  }
}
