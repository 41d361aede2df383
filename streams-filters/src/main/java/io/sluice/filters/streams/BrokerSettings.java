package io.sluice.filters.streams;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the brokers are set up, as far as this user may see it. */
final class BrokerSettings {
  private static final Logger log = LoggerFactory.getLogger(BrokerSettings.class);
  private static final long ANSWER_SECONDS = 5;

  private BrokerSettings() {}

  /** The settings of any broker, by name; none when they may not be seen. Blocks. */
  static Map<String, String> of(Admin admin) {
    try {
      Node any =
          admin.describeCluster().nodes().get(ANSWER_SECONDS, TimeUnit.SECONDS).iterator().next();
      ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, any.idString());
      return admin
          .describeConfigs(List.of(broker))
          .values()
          .get(broker)
          .get(ANSWER_SECONDS, TimeUnit.SECONDS)
          .entries()
          .stream()
          .filter(entry -> entry.value() != null)
          .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
    } catch (ExecutionException | TimeoutException e) {
      // Most often this user may not see it: DescribeConfigs on the cluster.
      log.debug("how the brokers are set up is not known: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Map.of();
  }
}
