package io.sluice.proxy;

import io.sluice.schemas.Topic;
import io.sluice.schemas.cluster.ClientFault;
import io.sluice.schemas.cluster.TopicLookup;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** A first look at the cluster: does it answer, are the topics there. */
final class Cluster {
  private static final List<Topic> NEEDED =
      List.of(Topic.TO_RIGHT, Topic.TO_LEFT, Topic.VERDICTS, Topic.SESSIONS, Topic.AUDIT);
  private static final int ANSWER_MILLIS = 15_000;

  private Cluster() {}

  /**
   * How many partitions each topic has.
   *
   * @throws IllegalStateException if the cluster does not answer in time, or a topic is missing
   */
  static Map<Topic, Integer> partitions(ProxyConfig config) {
    Map<String, Object> settings = new HashMap<>(config.kafka());
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
    String where = "Kafka at " + config.kafka().get("bootstrap.servers");
    Map<Topic, Integer> partitions = new EnumMap<>(Topic.class);
    try (Admin admin = Admin.create(settings)) {
      List<String> names = NEEDED.stream().map(config.topics()::name).toList();
      var descriptions = TopicLookup.describe(admin, names);
      for (Topic topic : NEEDED) {
        partitions.put(topic, descriptions.get(config.topics().name(topic)).partitions().size());
      }
      return partitions;
    } catch (UnknownTopicOrPartitionException e) {
      throw new IllegalStateException(
          where + " lacks topic " + e.getMessage() + "; create it with: sluice topics create", e);
    } catch (TimeoutException e) {
      throw new IllegalStateException(where + " does not answer", e);
    } catch (KafkaException e) {
      throw new IllegalStateException(ClientFault.of(e, config.kafka()).text(), e);
    }
  }
}
