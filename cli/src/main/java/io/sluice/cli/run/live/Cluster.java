package io.sluice.cli.run.live;

import io.sluice.cli.KafkaOptions;
import io.sluice.cli.OperatorException;
import io.sluice.cli.broker.DataFolder;
import io.sluice.cli.broker.EmbeddedBroker;
import io.sluice.cli.broker.LocalRegistry;
import io.sluice.schemas.Topic;
import io.sluice.schemas.TopicAdmin;
import io.sluice.schemas.Topics;
import io.sluice.schemas.registry.RegistryException;
import io.sluice.schemas.registry.RestSchemaRegistry;
import io.sluice.schemas.registry.SchemaIds;
import io.sluice.schemas.registry.SchemaRegistry;
import io.sluice.schemas.registry.TopicSchemaRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
  private static final Duration PATIENCE = Duration.ofSeconds(30);

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
   * Goes to the cluster that is named.
   *
   * @param registryUrl the schema registry; null for one in a topic of the cluster
   */
  public static Cluster named(KafkaOptions options, String registryUrl) {
    Map<String, Object> client = options.client();
    Cluster cluster = new Cluster(null, null, client, options.topics());
    try {
      awaitAnswer(options);
      createTopics(client, options);
      try (SchemaRegistry registry =
          registryUrl == null
              ? new TopicSchemaRegistry(cluster.topics.name(Topic.SCHEMAS), client)
              : new RestSchemaRegistry(registryUrl)) {
        cluster.schemas = SchemaIds.register(registry, cluster.topics);
      }
      return cluster;
    } catch (RuntimeException e) {
      throw told(e);
    }
  }

  private static RuntimeException told(RuntimeException e) {
    return e instanceof KafkaException || e instanceof RegistryException
        ? new OperatorException(e.getMessage(), e)
        : e;
  }

  private static void awaitAnswer(KafkaOptions options) {
    String where = options.client().get("bootstrap.servers").toString();
    try (Admin admin = options.admin()) {
      admin.describeCluster().nodes().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      LOG.info("Kafka cluster at {}", where);
    } catch (ExecutionException | TimeoutException e) {
      Throwable why = e instanceof ExecutionException ? e.getCause() : e;
      throw new OperatorException(
          "Kafka at "
              + where
              + " does not answer"
              + (e instanceof TimeoutException ? " within " + PATIENCE.toSeconds() + " s" : "")
              + (why.getMessage() == null ? "" : ": " + why.getMessage()),
          why);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OperatorException("interrupted", e);
    }
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
