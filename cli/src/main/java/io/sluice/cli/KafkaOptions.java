package io.sluice.cli;

import io.sluice.schemas.Topic;
import io.sluice.schemas.TopicAdmin;
import io.sluice.schemas.Topics;
import io.sluice.schemas.cluster.ClientFault;
import io.sluice.schemas.cluster.KafkaTools;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Option;

/** Where Kafka is, and how the topics there are called. */
public final class KafkaOptions {
  private static final String GROUP_PROTOCOL = "group.protocol";
  private static final String STREAMS = "streams";

  @Option(
      names = "--kafka",
      paramLabel = "string",
      description = "Kafka cluster to use, as HOST:PORT,...")
  String kafka;

  @Option(
      names = "--kafka-config",
      paramLabel = "string",
      description = "properties file with settings for all Kafka clients")
  Path kafkaConfig;

  @Option(
      names = "--topic-prefix",
      paramLabel = "string",
      defaultValue = "",
      description = "what stands in front of the name of every topic")
  String topicPrefix;

  @Option(
      names = "--partitions",
      paramLabel = "int",
      defaultValue = "4",
      description = "partitions of each message topic, when it is created")
  int partitions;

  @Option(
      names = "--replication",
      paramLabel = "int",
      defaultValue = "-1",
      description = "replicas of each topic, when it is created (-1 means the cluster's default)")
  short replication;

  private Map<String, Object> configured = Map.of();
  private Map<Topic, Duration> retention = Map.of();

  /**
   * Takes what a file says and no option does.
   *
   * @param settings settings for all clients
   * @param kept how long topics keep records, when they are created
   */
  public void configure(Map<String, Object> settings, Map<Topic, Duration> kept) {
    configured = Map.copyOf(settings);
    retention = Map.copyOf(kept);
  }

  /** Whether a cluster is named. */
  public boolean named() {
    return kafka != null || !fileSettings().getOrDefault("bootstrap.servers", "").equals("");
  }

  /**
   * Settings for clients of the cluster that is named.
   *
   * @throws OperatorException if none is
   */
  public Map<String, Object> client() {
    if (!named()) {
      throw new OperatorException(
          "no Kafka cluster: name one with --kafka HOST:PORT, or as bootstrap.servers below kafka in the"
              + " file of -c (sluice broker runs one)");
    }
    return client(kafka, fileSettings());
  }

  /**
   * Settings for clients of any cluster.
   *
   * @param cluster HOST:PORT,...; {@code null} if the file names it
   * @param config properties file with more; {@code null} for none
   * @throws OperatorException if it cannot be read
   */
  public static Map<String, Object> client(String cluster, Path config) {
    return client(cluster, settings(config));
  }

  private static Map<String, Object> client(String cluster, Map<String, Object> files) {
    Map<String, Object> settings = new HashMap<>(files);
    if (cluster != null) {
      settings.put("bootstrap.servers", cluster);
    }
    if (isStreams(settings)) {
      // Kafka Streams alone knows it; any other consumer refuses it.
      settings.remove(GROUP_PROTOCOL);
    }
    OAuthUrls.allow(settings);
    return settings;
  }

  /** What the files say for Kafka Streams and no other client. */
  public Map<String, Object> streams() {
    return isStreams(fileSettings()) ? Map.of(GROUP_PROTOCOL, STREAMS) : Map.of();
  }

  private static boolean isStreams(Map<String, Object> settings) {
    return STREAMS.equalsIgnoreCase(settings.getOrDefault(GROUP_PROTOCOL, "").toString());
  }

  /** What the files say. */
  Map<String, Object> fileSettings() {
    Map<String, Object> settings = new HashMap<>(configured);
    settings.putAll(settings(kafkaConfig));
    return settings;
  }

  private static Map<String, Object> settings(Path config) {
    return config == null ? Map.of() : PropertiesFile.read("--kafka-config", config);
  }

  /** The names of the topics. */
  public Topics topics() {
    try {
      return new Topics(topicPrefix);
    } catch (IllegalArgumentException e) {
      throw new OperatorException("--topic-prefix: " + e.getMessage(), e);
    }
  }

  /**
   * An admin client.
   *
   * @throws OperatorException if a setting cannot be
   */
  public Admin admin() {
    Map<String, Object> client = client();
    try {
      return Admin.create(client);
    } catch (KafkaException e) {
      throw new OperatorException(ClientFault.of(e, client).text(), e);
    }
  }

  /** Command lines of Kafka's own tools for the cluster. */
  public KafkaTools tools() {
    return KafkaTools.of(client());
  }

  /** What creates and describes the topics. */
  public TopicAdmin topicAdmin(Admin admin) {
    return new TopicAdmin(
        admin,
        topics(),
        partitions,
        replication,
        retention,
        named() ? tools() : new KafkaTools("HOST:PORT"));
  }

  /**
   * Checks the values.
   *
   * @throws OperatorException if one is out of range
   */
  public void check() {
    if (partitions < 1 || partitions > 1000) {
      throw new OperatorException("--partitions " + partitions + ": 1 to 1000");
    }
    if (replication == 0 || replication < -1) {
      throw new OperatorException("--replication " + replication + ": 1 or more");
    }
    topics();
  }
}
