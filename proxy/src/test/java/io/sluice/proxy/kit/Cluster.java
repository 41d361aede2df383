package io.sluice.proxy.kit;

import io.sluice.proxy.Limits;
import io.sluice.proxy.ProxyConfig;
import io.sluice.schemas.Topic;
import io.sluice.schemas.TopicAdmin;
import io.sluice.schemas.Topics;
import io.sluice.schemas.registry.SchemaIds;
import io.sluice.schemas.registry.TopicSchemaRegistry;
import io.sluice.schemas.testing.TestBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;

/** A real broker with topics and schemas; each proxy on it may have a tenant of its own. */
public final class Cluster implements AutoCloseable {
  private static final AtomicInteger TENANTS = new AtomicInteger();
  private static Cluster shared;

  private final Path dir;
  private final TestBroker broker;

  private Cluster(Path dir) {
    this.dir = dir;
    this.broker = new TestBroker(dir.resolve("broker")).start();
  }

  /** One that the test may stop, in a folder. */
  public static Cluster in(Path dir) {
    return new Cluster(dir);
  }

  /** One for all tests of this JVM that leave it alone. */
  public static synchronized Cluster shared() {
    if (shared == null) {
      try {
        shared = new Cluster(Files.createTempDirectory("sluice-test"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
    }
    return shared;
  }

  /** Topics of a new tenant, created. */
  public Topics tenant() {
    Topics topics = new Topics("t" + TENANTS.incrementAndGet() + ".");
    try (Admin admin = broker.admin()) {
      new TopicAdmin(admin, topics, 2, (short) 1).create();
    }
    return topics;
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
    return broker.client();
  }

  /** Stops the broker; its data stays. */
  public void stop() {
    broker.stop();
  }

  /** Starts the broker again. */
  public void start() {
    broker.start();
  }

  @Override
  public void close() {
    broker.close();
  }
}
