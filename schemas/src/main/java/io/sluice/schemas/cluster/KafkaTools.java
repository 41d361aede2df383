package io.sluice.schemas.cluster;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Command lines of Kafka's own tools, for an operator to run who may do what this process may not.
 *
 * @param bootstrap the cluster, HOST:PORT,...
 */
public record KafkaTools(String bootstrap) {

  /** For the cluster that clients with these settings find. */
  public static KafkaTools of(Map<String, ?> client) {
    return new KafkaTools(String.valueOf(client.get("bootstrap.servers")));
  }

  /** Who a client is to the brokers, as "User:name"; with a placeholder when nothing tells. */
  public static String principal(Map<String, ?> client) {
    return ClientIdentity.principal(client);
  }

  /**
   * Creates a topic.
   *
   * @param replication replication factor, or -1 for the cluster's default
   */
  public String createTopic(
      String name, int partitions, int replication, Map<String, String> settings) {
    return tool("kafka-topics.sh")
        + " --create --topic "
        + name
        + " --partitions "
        + partitions
        + (replication < 0 ? "" : " --replication-factor " + replication)
        + new TreeMap<>(settings)
            .entrySet().stream()
                .map(e -> " --config " + e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining());
  }

  /** Adds partitions to a topic. */
  public String alterPartitions(String name, int partitions) {
    return tool("kafka-topics.sh") + " --alter --topic " + name + " --partitions " + partitions;
  }

  /** Changes a setting of a topic. */
  public String alterSetting(String name, String key, String value) {
    return tool("kafka-configs.sh")
        + " --alter --entity-type topics --entity-name "
        + name
        + " --add-config "
        + key
        + "="
        + value;
  }

  /** Changes settings of a group. */
  public String alterGroup(String group, Map<String, String> settings) {
    return tool("kafka-configs.sh")
        + " --alter --entity-type groups --entity-name "
        + group
        + " --add-config "
        + new TreeMap<>(settings)
            .entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining(","));
  }

  /**
   * Allows what a part needs.
   *
   * @param principal as "User:name"
   */
  public String allow(String principal, Need need) {
    return tool("kafka-acls.sh")
        + " --add --allow-principal '"
        + principal
        + "'"
        + need.operations().stream()
            .sorted()
            .map(o -> " --operation " + word(o))
            .collect(Collectors.joining())
        + " "
        + option(need.type())
        + " "
        + need.name()
        + (need.prefixed() ? " --resource-pattern-type prefixed" : "");
  }

  private String tool(String name) {
    return name + " --bootstrap-server " + bootstrap;
  }

  private static String option(ResourceType type) {
    return switch (type) {
      case TOPIC -> "--topic";
      case GROUP -> "--group";
      case TRANSACTIONAL_ID -> "--transactional-id";
      default -> throw new IllegalArgumentException("no part needs a " + type);
    };
  }

  /** An operation as Kafka's tools spell it: DescribeConfigs. */
  static String word(AclOperation operation) {
    StringBuilder b = new StringBuilder();
    for (String part : operation.name().split("_")) {
      b.append(part.charAt(0)).append(part.substring(1).toLowerCase(java.util.Locale.ROOT));
    }
    return b.toString();
  }
}
