package io.sluice.schemas.testing;

import io.sluice.schemas.TopicAdmin;
import io.sluice.schemas.Topics;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;

/** Kafka for tests that leave it alone, and have topics that no other test has. */
public interface TestKafka extends AutoCloseable {
  /**
   * The cluster that the environment names in SLUICE_TEST_KAFKA, as HOST:PORT,...; {@code null}
   * where it names none.
   */
  String NAMED = System.getenv("SLUICE_TEST_KAFKA");

  /** The cluster that the environment names, or else a broker that keeps its data in a folder. */
  static TestKafka start(Path dir) {
    return NAMED == null ? new TestBroker(dir).start() : () -> NAMED;
  }

  /** Where clients find it. */
  String bootstrap();

  /** Settings of a client. */
  default Map<String, Object> client() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrap());
    return settings;
  }

  /** A new admin client. */
  default Admin admin() {
    return Admin.create(client());
  }

  /** A tenant that no other test has, with its topics. */
  default Topics tenant(int streamPartitions) {
    Topics topics = new Topics("t" + UUID.randomUUID() + ".");
    try (Admin admin = admin()) {
      new TopicAdmin(admin, topics, streamPartitions, (short) -1).create();
    }
    return topics;
  }

  /** Ends it, unless others run it. */
  @Override
  default void close() {}
}
