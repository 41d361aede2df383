package io.sluice.cli.broker;

import io.sluice.cli.OperatorException;
import io.sluice.schemas.Topic;
import io.sluice.schemas.TopicAdmin;
import io.sluice.schemas.Topics;
import io.sluice.schemas.registry.RegistryServer;
import io.sluice.schemas.registry.SchemaRegistry;
import io.sluice.schemas.registry.TopicSchemaRegistry;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/**
 * The schema registry beside an embedded broker: in the process for us, and over Confluent's REST
 * API on 127.0.0.1 for foreign tools.
 */
public final class LocalRegistry implements AutoCloseable {
  private final TopicSchemaRegistry registry;
  private final RegistryServer server;

  private LocalRegistry(TopicSchemaRegistry registry, RegistryServer server) {
    this.registry = registry;
    this.server = server;
  }

  /** Starts it on the port that the broker's folder keeps for it. */
  public static LocalRegistry start(EmbeddedBroker broker, Topics topics) {
    try {
      return on(broker, topics);
    } catch (KafkaException e) {
      throw new OperatorException("the schema registry cannot start: " + e.getMessage(), e);
    }
  }

  private static LocalRegistry on(EmbeddedBroker broker, Topics topics) {
    try (Admin admin = Admin.create(broker.client())) {
      // The number of partitions of the other topics is not its business.
      new TopicAdmin(admin, topics, 1, (short) 1).create(Topic.SCHEMAS);
    }
    TopicSchemaRegistry registry =
        new TopicSchemaRegistry(topics.name(Topic.SCHEMAS), broker.client());
    try {
      return new LocalRegistry(
          registry,
          new RegistryServer(registry, new InetSocketAddress("127.0.0.1", broker.registryPort())));
    } catch (UncheckedIOException e) {
      registry.close();
      throw new OperatorException(e.getMessage() + ": " + e.getCause().getMessage(), e);
    }
  }

  /** The registry. */
  public SchemaRegistry registry() {
    return registry;
  }

  /** Base URL for foreign tools. */
  public String url() {
    return "http://127.0.0.1:" + server.port();
  }

  @Override
  public void close() {
    server.close();
    registry.close();
  }
}
