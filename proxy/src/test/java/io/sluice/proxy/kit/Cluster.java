package io.sluice.proxy.kit;

import io.sluice.proxy.Limits;
import io.sluice.proxy.ProxyConfig;
import io.sluice.schemas.Topic;
import io.sluice.schemas.Topics;
import io.sluice.schemas.registry.SchemaIds;
import io.sluice.schemas.registry.TopicSchemaRegistry;
import io.sluice.schemas.testing.TestBroker;
import io.sluice.schemas.testing.TestKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Real Kafka with topics and schemas; each proxy on it may have a tenant of its own. */
public final class Cluster implements AutoCloseable {
  private static Cluster shared;

  private final Path dir;
  private final TestKafka kafka;

  private Cluster(Path dir, TestKafka kafka) {
    this.dir = dir;
    this.kafka = kafka;
  }

  /** One that the test may stop, in a folder. */
  public static Cluster in(Path dir) {
    return new Cluster(dir, new TestBroker(dir.resolve("broker")).start());
  }

  /** One for all tests of this JVM that leave it alone. */
  public static synchronized Cluster shared() {
    if (shared == null) {
      try {
        Path dir = Files.createTempDirectory("sluice-test");
        shared = new Cluster(dir, TestKafka.start(dir.resolve("broker")));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
    }
    return shared;
  }

  /** Topics of a new tenant, created. */
  public Topics tenant() {
    return kafka.tenant(2);
  }

  /** The ids of the schemas of a tenant. */
  public SchemaIds schemas(Topics topics) {
    try (TopicSchemaRegistry registry =
        new TopicSchemaRegistry(topics.name(Topic.SCHEMAS), kafka())) {
      return SchemaIds.register(registry, topics);
    }
  }

  /** A proxy of a tenant. */
  public ProxyConfig proxy(String name, Topics topics, Limits limits) {
    Path spool = dir.resolve("spool-" + topics.prefix() + name);
    return new ProxyConfig(name, kafka(), topics, schemas(topics), limits, spool, 1);
  }

  /** Settings of a client. */
  public Map<String, Object> kafka() {
    return kafka.client();
  }

  /** Stops a broker that the test may stop; its data stays. */
  public void stop() {
    ((TestBroker) kafka).stop();
  }

  /** Starts the broker again. */
  public void start() {
    ((TestBroker) kafka).start();
  }

  @Override
  public void close() {
    kafka.close();
  }
}
