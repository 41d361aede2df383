package io.sluice.cli.run.live;

import io.sluice.cli.KafkaOptions;
import io.sluice.cli.OperatorException;
import io.sluice.cli.broker.DataFolder;
import io.sluice.cli.broker.EmbeddedBroker;
import io.sluice.cli.broker.LocalRegistry;
import io.sluice.schemas.Topic;
import io.sluice.schemas.TopicAdmin;
import io.sluice.schemas.Topics;
import io.sluice.schemas.cluster.ClientFault;
import io.sluice.schemas.cluster.Part;
import io.sluice.schemas.registry.RegistryException;
import io.sluice.schemas.registry.RegistrySettings;
import io.sluice.schemas.registry.RestSchemaRegistry;
import io.sluice.schemas.registry.SchemaIds;
import io.sluice.schemas.registry.SchemaRegistry;
import io.sluice.schemas.registry.TopicSchemaRegistry;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka as a run sees it: a cluster that was named, or a broker in this process. Once it is open,
 * the topics are there and the schemas registered.
 */
public final class Cluster implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);

  private final EmbeddedBroker broker;
  private final LocalRegistry registry;
  private final Map<String, Object> client;
  private final Topics topics;
  private SchemaIds schemas;

  private Cluster(
      EmbeddedBroker broker, LocalRegistry registry, Map<String, Object> client, Topics topics) {
    this.broker = broker;
    this.registry = registry;
    this.client = client;
    this.topics = topics;
  }

  /** Starts a broker of our own, on the data of a folder. */
  public static Cluster embedded(DataFolder data, KafkaOptions options) {
    EmbeddedBroker broker = EmbeddedBroker.start(data);
    LocalRegistry registry = null;
    try {
      LOG.info("embedded broker at {}, data in {}", broker.bootstrap(), data.path());
      Topics topics = options.topics();
      createTopics(broker.client(), options);
      registry = LocalRegistry.start(broker, topics);
      LOG.info("schema registry at {}", registry.url());
      Cluster cluster = new Cluster(broker, registry, broker.client(), topics);
      cluster.schemas = SchemaIds.register(registry.registry(), topics);
      return cluster;
    } catch (RuntimeException e) {
      if (registry != null) {
        registry.close();
      }
      broker.close();
      throw told(e);
    }
  }

  /**
   * Goes to the cluster that is named; waits for its schema registry.
   *
   * @param settings how the schema registry is reached; null for one in a topic of the cluster
   * @param parts what will run in this process
   * @param stopping whether the wait is to end
   */
  public static Cluster named(
      KafkaOptions options, RegistrySettings settings, Set<Part> parts, BooleanSupplier stopping) {
    Map<String, Object> client = options.client();
    Cluster cluster = new Cluster(null, null, client, options.topics());
    new ClusterEntry(options, parts, settings == null).pass();
    try (SchemaRegistry registry =
        settings == null
            ? new TopicSchemaRegistry(cluster.topics.name(Topic.SCHEMAS), client)
            : new RestSchemaRegistry(settings)) {
      cluster.schemas = SchemaLookup.at(registry, cluster.topics, stopping);
    } catch (KafkaException e) {
      throw new OperatorException(ClientFault.of(e, client).text(), e);
    }
    return cluster;
  }

  private static RuntimeException told(RuntimeException e) {
    return e instanceof KafkaException || e instanceof RegistryException
        ? new OperatorException(e.getMessage(), e)
        : e;
  }

  private static void createTopics(Map<String, Object> client, KafkaOptions options) {
    try (Admin admin = Admin.create(client)) {
      for (TopicAdmin.Report report : options.topicAdmin(admin).create()) {
        if (report.status() == TopicAdmin.Status.CREATED) {
          LOG.debug("created topic {}", report.name());
        }
        for (String remark : report.remarks()) {
          LOG.warn("topic {}: {}", report.name(), remark);
        }
      }
    }
  }

  /** Settings with which a client finds it. */
  public Map<String, Object> client() {
    return client;
  }

  /** Names of the topics. */
  public Topics topics() {
    return topics;
  }

  /** Ids of their schemas. */
  public SchemaIds schemas() {
    return schemas;
  }

  /** Has somebody told, on any thread, when a broker in this process has ended by itself. */
  public void onBrokerEnd(Consumer<String> listener) {
    if (broker != null) {
      broker.onEnd(listener);
    }
  }

  /** Whether the broker runs in this process. */
  public boolean isEmbedded() {
    return broker != null;
  }

  @Override
  public void close() {
    if (registry != null) {
      registry.close();
    }
    if (broker != null) {
      broker.close();
    }
  }
}
