package io.sluice.cli.secure;

import static io.sluice.cli.secure.SecuredCluster.pipeline;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluice.cli.OperatorException;
import io.sluice.cli.Outcome;
import io.sluice.cli.process.TwoSpeakers;
import io.sluice.cli.run.live.Half;
import io.sluice.cli.run.live.Run;
import io.sluice.cli.secure.SecuredBroker.Way;
import io.sluice.schemas.Topic;
import io.sluice.schemas.Topics;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Two tenants of one cluster, each with a prefix of its own, and allowed what begins with it. */
interface TwoTenants {
  /** Where it runs. */
  SecuredCluster cluster();

  @Test
  @Order(9)
  default void tenants_with_a_prefix_each_do_not_see_each_other() throws Exception {
    Topics red = new Topics("red.");
    Topics blue = new Topics("blue.");
    // Those of the page are for the red one.
    List<AclBinding> more =
        DocumentedAcls.of(Files.readString(SecurityPageTest.page()).replace("red", "blue")).stream()
            .filter(b -> b.entry().principal().equals("User:tenant-blue"))
            .toList();
    assertThat(more).hasSize(3);
    cluster().admin().createAcls(more).all().get();
    DocumentedAcls.await(cluster().admin(), cluster().documented().size() + more.size());
    // The same session, the same name of the process: only the prefix differs.
    try (TwoSpeakers left = new TwoSpeakers();
        TwoSpeakers other = new TwoSpeakers();
        Run one = start("tenant-red", "red.", left);
        Run two = start("tenant-blue", "blue.", other)) {
      left.connect(one.proxy().sessions().get(0).left().listening());
      other.connect(two.proxy().sessions().get(0).left().listening());
      left.left().announce(TwoSpeakers.announce(11, 0, 0, 24));
      other.left().announce(TwoSpeakers.announce(12, 0, 0, 24));
      await()
          .atMost(Duration.ofSeconds(90))
          .until(() -> left.atRight().size() == 1 && other.atRight().size() == 1);
      assertThat(left.atRight()).containsExactly("11.0.0.0/24");
      assertThat(other.atRight()).containsExactly("12.0.0.0/24");

      Properties asRed = cluster().broker().client(Way.PLAIN, "tenant-red");
      try (Admin admin = Admin.create(asRed)) {
        assertThat(admin.listTopics().names().get())
            .containsExactlyInAnyOrderElementsOf(Stream.of(Topic.values()).map(red::name).toList());
        assertThat(admin.listGroups().all().get())
            .isNotEmpty()
            .allSatisfy(g -> assertThat(g.groupId()).startsWith("red."));
      }
      asRed.put("group.id", "red.reader");
      try (KafkaConsumer<byte[], byte[]> reader =
          new KafkaConsumer<>(asRed, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
        TopicPartition secret = new TopicPartition(blue.name(Topic.AUDIT), 0);
        reader.assign(List.of(secret));
        assertThatThrownBy(() -> reader.beginningOffsets(List.of(secret)))
            .isInstanceOf(TopicAuthorizationException.class);
      }
      Outcome foreign =
          Outcome.of(
              "topics",
              "describe",
              "--topic-prefix",
              "blue.",
              "--kafka-config",
              cluster().broker().file(asRed, "red"));
      assertThat(foreign.status()).isEqualTo(1);
      assertThat(foreign.out()).contains("blue.bgp.to-right").doesNotContain(" ok ");
      assertThatThrownBy(() -> start("tenant-red", "blue.", left).close())
          .isInstanceOf(OperatorException.class)
          .hasMessageContaining("blue.bgp.to-right");
    } finally {
      cluster().admin().deleteAcls(more.stream().map(AclBinding::toFilter).toList()).all().get();
      DocumentedAcls.await(cluster().admin(), cluster().documented().size());
    }
  }

  private Run start(String user, String prefix, TwoSpeakers speakers) throws Exception {
    return cluster()
        .start(
            Half.BOTH,
            cluster().broker().file(cluster().broker().client(Way.PLAIN, user), user),
            pipeline(
                speakers,
                "--topic-prefix",
                prefix,
                "--data",
                cluster().dir().resolve(prefix).toString(),
                "--partitions",
                "2",
                "--replication",
                "1",
                "--name",
                "edge",
                "--session",
                "customer",
                "--warm-up",
                "0"));
  }
}
