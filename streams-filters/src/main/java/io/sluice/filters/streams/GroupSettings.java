package io.sluice.filters.streams;

import io.sluice.schemas.cluster.ClientFault;
import io.sluice.schemas.cluster.KafkaTools;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a judge has its brokers know of its group when that is one of Kafka Streams' own protocol
 * (KIP-1071): how many standbys there are, and how soon a member is missed, clients say no longer
 * themselves. What an operator set for the group is left as it is, but for standbys that are too
 * few.
 */
final class GroupSettings {
  static final String STANDBYS = "streams.num.standby.replicas";
  static final String SESSION_TIMEOUT = "streams.session.timeout.ms";
  static final String HEARTBEAT = "streams.heartbeat.interval.ms";

  private static final Logger log = LoggerFactory.getLogger(GroupSettings.class);
  private static final String LEAST_TIMEOUT = "group.streams.min.session.timeout.ms";
  private static final String LEAST_HEARTBEAT = "group.streams.min.heartbeat.interval.ms";
  private static final long ANSWER_SECONDS = 5;

  private GroupSettings() {}

  /**
   * Sets what is to be; warns when it cannot, with the command for somebody who can. Blocks.
   *
   * @param brokers how the brokers are set up, where that is known
   * @param standbys how many standbys there are to be
   * @param client settings of the clients
   */
  static void settle(
      Admin admin,
      String group,
      Map<String, String> brokers,
      int standbys,
      Map<String, Object> client) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.GROUP, group);
    Map<String, String> changes =
        standbys > 0 ? Map.of(STANDBYS, Integer.toString(standbys)) : Map.of();
    try {
      Config now =
          admin
              .describeConfigs(List.of(resource))
              .values()
              .get(resource)
              .get(ANSWER_SECONDS, TimeUnit.SECONDS);
      changes = changes(now, brokers, standbys);
      if (!changes.isEmpty()) {
        List<AlterConfigOp> operations =
            changes.entrySet().stream()
                .map(e -> new ConfigEntry(e.getKey(), e.getValue()))
                .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
                .toList();
        admin
            .incrementalAlterConfigs(Map.of(resource, operations))
            .all()
            .get(ANSWER_SECONDS, TimeUnit.SECONDS);
        log.info("the group {} is set up: {}", group, changes);
      }
    } catch (ExecutionException | TimeoutException e) {
      if (!changes.isEmpty()) {
        log.warn(
            "the group {} is not set up as it should be: {}; someone who may has to run: {}",
            group,
            ClientFault.of(e, client).text(),
            KafkaTools.of(client).alterGroup(group, changes));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What is to be changed. */
  static Map<String, String> changes(Config now, Map<String, String> brokers, int standbys) {
    Map<String, String> changes = new TreeMap<>();
    if (number(now, STANDBYS, standbys) < standbys) {
      changes.put(STANDBYS, Integer.toString(standbys));
    }
    String leastTimeout = brokers.get(LEAST_TIMEOUT);
    String leastHeartbeat = brokers.get(LEAST_HEARTBEAT);
    if (leastTimeout == null || leastHeartbeat == null || isSet(now, SESSION_TIMEOUT)) {
      return changes;
    }
    int timeout = Math.max(SessionTimeout.WANTED_MILLIS, Integer.parseInt(leastTimeout));
    int heartbeat = Math.max(timeout / 3, Integer.parseInt(leastHeartbeat));
    if (timeout < number(now, SESSION_TIMEOUT, timeout) && heartbeat < timeout) {
      changes.put(SESSION_TIMEOUT, Integer.toString(timeout));
      if (!isSet(now, HEARTBEAT) && heartbeat < number(now, HEARTBEAT, heartbeat)) {
        changes.put(HEARTBEAT, Integer.toString(heartbeat));
      }
    }
    return changes;
  }

  private static boolean isSet(Config now, String name) {
    ConfigEntry entry = now.get(name);
    return entry != null && entry.source() == ConfigEntry.ConfigSource.DYNAMIC_GROUP_CONFIG;
  }

  /** A setting; what is wanted anyhow when the brokers do not know it. */
  private static int number(Config now, String name, int wanted) {
    ConfigEntry entry = now.get(name);
    return entry == null || entry.value() == null ? wanted : Integer.parseInt(entry.value());
  }
}
