package io.sluice.cli.secure;

import static io.sluice.cli.secure.DoctoredBridge.PATIENCE;
import static io.sluice.cli.secure.DoctoredBridge.admin;
import static io.sluice.cli.secure.DoctoredBridge.bridge;
import static io.sluice.cli.secure.DoctoredBridge.broker;
import static io.sluice.cli.secure.DoctoredBridge.dir;
import static io.sluice.cli.secure.DoctoredBridge.documented;
import static io.sluice.cli.secure.DoctoredBridge.only;
import static io.sluice.cli.secure.DoctoredBridge.onlyOpen;
import static io.sluice.cli.secure.DoctoredBridge.topics;
import static org.awaitility.Awaitility.await;

import io.sluice.cli.Findings;
import io.sluice.cli.secure.SecuredBroker.Way;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

/** What the doctor finds at the brokers: answers, rights, topics. */
interface DoctorOfBrokers {
  @Test
  default void broker_that_is_not_there() throws Exception {
    Findings found = only("broker,topics", bridge(broker.address(Way.SCRAM), "127.0.0.1:1"));
    found.fail("broker", "127.0.0.1:1: Connection refused", "bootstrap.servers");
    found.say("topics", "not checked", "broker", "");
  }

  @Test
  default void broker_that_refuses_the_password() throws Exception {
    only("broker", bridge("secret-sluice", "wrong"))
        .fail("broker", "refuses the credentials of user sluice-proxy", "");
  }

  @Test
  default void broker_whose_certificate_is_not_trusted() throws Exception {
    Path other = new Certificates(dir.resolve("other"), "other-ca").trust();
    only("broker", bridge(broker.certificates().trust().toString(), other.toString()))
        .fail("broker", "a certificate of an unknown CA", "");
  }

  @Test
  default void broker_that_is_talked_to_without_tls() throws Exception {
    only("broker", bridge("'SASL_SSL'", "'SASL_PLAINTEXT'")).fail("broker", "speaks TLS", "");
  }

  @Test
  default void broker_that_sends_clients_elsewhere() throws Exception {
    Findings.by("--only", "broker", "--kafka", broker.misleading())
        .fail(
            "broker",
            "broker 1 tells clients to come to no-such-broker.invalid:9092",
            "advertised.listeners");
  }

  @Test
  default void acls_that_lack_one() throws Exception {
    AclBinding write =
        documented.stream()
            .filter(b -> b.entry().principal().equals("User:sluice-proxy"))
            .filter(b -> b.entry().operation() == AclOperation.WRITE)
            .filter(b -> b.pattern().name().equals("bgp.audit"))
            .findFirst()
            .orElseThrow();
    admin.deleteAcls(List.of(write.toFilter())).all().get();
    try {
      DocumentedAcls.await(admin, documented.size() - 1);
      only("acls", bridge())
          .fail(
              "acls",
              "User:sluice-proxy may not: Write on topic bgp.audit, which proxy needs",
              "--add --allow-principal 'User:sluice-proxy' --operation Write --topic bgp.audit");
    } finally {
      admin.createAcls(List.of(write)).all().get();
      DocumentedAcls.await(admin, documented.size());
    }
  }

  @Test
  default void acls_of_one_half_are_enough_when_none_is_named() throws Exception {
    Findings.by("--only", "acls", "-c", bridge())
        .say("acls", "ok", "what proxy needs, and not what filters needs", "");
  }

  @Test
  default void topics_that_are_missing() throws Exception {
    onlyOpen("topics", "missing.")
        .fail("topics", "missing.bgp.to-left is missing", "topics create");
  }

  @Test
  default void topics_set_up_otherwise() throws Exception {
    topics("set.").create();
    alter("set.bgp.to-right", "cleanup.policy", "compact");
    alter("set.bgp.to-left", "max.message.bytes", "10000");
    alter("set.bgp.verdicts", "min.insync.replicas", "2");
    alter("set.bgp.audit", "retention.ms", "1000");
    Findings found = onlyOpen("topics", "set.");
    found.fail("topics", "set.bgp.to-right: cleanup.policy is compact", "cleanup.policy=delete");
    found.fail("topics", "set.bgp.to-left: max.message.bytes is 10000", "max.message.bytes=");
    found.fail("topics", "min.insync.replicas is 2, and there are 1", "min.insync.replicas=1");
    found.say("topics", "warn", "set.bgp.audit: retention.ms is 1000", "retention.ms=2592000000");
  }

  @Test
  default void topics_that_do_not_go_together() throws Exception {
    topics("odd.").create();
    admin.createPartitions(Map.of("odd.bgp.to-left", NewPartitions.increaseTo(3))).all().get();
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                admin
                        .describeTopics(List.of("odd.bgp.to-left"))
                        .allTopicNames()
                        .get()
                        .values()
                        .iterator()
                        .next()
                        .partitions()
                        .size()
                    == 3);
    onlyOpen("topics", "odd.").fail("topics", "would have different judges", "--alter");
  }

  private static void alter(String topic, String key, String value) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Collection<AlterConfigOp> change =
        List.of(new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET));
    admin.incrementalAlterConfigs(Map.of(resource, change)).all().get();
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () ->
                admin
                    .describeConfigs(List.of(resource))
                    .all()
                    .get()
                    .get(resource)
                    .get(key)
                    .value()
                    .equals(value));
  }
}
