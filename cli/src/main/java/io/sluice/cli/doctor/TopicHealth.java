package io.sluice.cli.doctor;

import io.sluice.bgp.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;

/** Whether topics can be written: enough replicas in step, and room for the longest message. */
final class TopicHealth {
  /** The longest message of BGP (RFC 8654) with all that a record adds. */
  private static final int LONGEST_RECORD = Header.MAX_EXTENDED_LENGTH + 4096;

  private TopicHealth() {}

  static List<Finding> of(Admin admin, List<String> names)
      throws InterruptedException, ExecutionException {
    Map<String, TopicDescription> topics =
        new TreeMap<>(admin.describeTopics(names).allTopicNames().get());
    Map<ConfigResource, KafkaFuture<Config>> settings =
        admin
            .describeConfigs(
                names.stream().map(n -> new ConfigResource(ConfigResource.Type.TOPIC, n)).toList())
            .values();
    List<Finding> findings = new ArrayList<>();
    for (TopicDescription topic : topics.values()) {
      ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
      Config config = null;
      try {
        config = settings.get(resource).get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof AuthorizationException)) {
          throw e;
        }
        // What it may not see, it cannot compare; the replicas are seen all the same.
      }
      replicas(topic, number(config, TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, 1), findings);
      long longest = number(config, TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.MAX_VALUE);
      if (longest < LONGEST_RECORD) {
        findings.add(
            Finding.fail(
                topic.name()
                    + ": max.message.bytes is "
                    + longest
                    + ", and a record may have "
                    + LONGEST_RECORD,
                "kafka-configs.sh --alter --entity-type topics --entity-name "
                    + topic.name()
                    + " --add-config max.message.bytes=1048588"));
      }
    }
    return findings;
  }

  private static void replicas(TopicDescription topic, long least, List<Finding> findings) {
    int replicas = topic.partitions().get(0).replicas().size();
    if (least > replicas) {
      findings.add(
          Finding.fail(
              topic.name()
                  + ": min.insync.replicas is "
                  + least
                  + ", and there are "
                  + replicas
                  + ": nothing can be written",
              "kafka-configs.sh --alter --entity-type topics --entity-name "
                  + topic.name()
                  + " --add-config min.insync.replicas="
                  + Math.max(1, replicas - 1)));
      return;
    }
    if (least == replicas && replicas > 1) {
      findings.add(
          Finding.warn(
              topic.name()
                  + ": min.insync.replicas is "
                  + least
                  + " of "
                  + replicas
                  + ": when one broker is away nothing can be written",
              "kafka-configs.sh --alter --entity-type topics --entity-name "
                  + topic.name()
                  + " --add-config min.insync.replicas="
                  + (replicas - 1)));
    }
    for (TopicPartitionInfo p : topic.partitions()) {
      String where = topic.name() + "-" + p.partition();
      if (p.leader() == null || p.leader().isEmpty()) {
        findings.add(Finding.fail(where + " has no leader", "start the brokers " + p.replicas()));
      } else if (p.isr().size() < least) {
        findings.add(
            Finding.fail(
                where + " has " + p.isr().size() + " replicas in step, " + least + " are wanted",
                "start the brokers " + p.replicas()));
      } else if (p.isr().size() < replicas) {
        findings.add(
            Finding.warn(
                where + " has " + p.isr().size() + " of " + replicas + " replicas in step",
                "start the brokers " + p.replicas()));
      }
    }
  }

  private static long number(Config config, String name, long otherwise) {
    ConfigEntry entry = config == null ? null : config.get(name);
    return entry == null || entry.value() == null ? otherwise : Long.parseLong(entry.value());
  }
}
