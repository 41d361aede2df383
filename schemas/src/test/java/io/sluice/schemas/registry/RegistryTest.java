package io.sluice.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import io.sluice.schemas.Disposition;
import io.sluice.schemas.MessageOrigin;
import io.sluice.schemas.Topic;
import io.sluice.schemas.TopicAdmin;
import io.sluice.schemas.Topics;
import io.sluice.schemas.testing.TestBroker;
import io.sluice.schemas.wire.BgpMessageEncoder;
import io.sluice.schemas.wire.BgpMessageView;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.pulsar.kafka.shade.avro.generic.GenericData;
import org.apache.pulsar.kafka.shade.avro.generic.GenericRecord;
import org.apache.pulsar.kafka.shade.io.confluent.kafka.serializers.KafkaAvroDeserializer;
import org.apache.pulsar.kafka.shade.io.confluent.kafka.serializers.KafkaAvroSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Topics and registry on a real broker, and Confluent's own clients against our registry. */
class RegistryTest {
  private static final Topics TOPICS = new Topics("t1.");

  @TempDir static Path dir;
  private static TestBroker broker;
  private static Admin admin;

  @BeforeAll
  static void start() {
    broker = new TestBroker(dir).start();
    admin = broker.admin();
    new TopicAdmin(admin, TOPICS, 4, (short) 1).create();
  }

  @AfterAll
  static void stop() {
    admin.close();
    broker.close();
  }

  private static TopicSchemaRegistry registry() {
    return new TopicSchemaRegistry(TOPICS.name(Topic.SCHEMAS), broker.client());
  }

  @Test
  void topicsAreCreatedAsTheCatalogueSaysAndCreatingThemAgainChangesNothing() {
    List<TopicAdmin.Report> again = new TopicAdmin(admin, TOPICS, 4, (short) 1).create();
    assertThat(again)
        .hasSize(Topic.values().length)
        .allSatisfy(
            r -> {
              assertThat(r.remarks()).isEmpty();
              assertThat(r.status()).isEqualTo(TopicAdmin.Status.AS_IT_SHOULD_BE);
            });
    assertThat(again.get(0).name()).isEqualTo("t1.bgp.to-right");
    assertThat(again.get(0).partitions()).isEqualTo(4);
  }

  @Test
  void aTopicThatDiffersIsNamedWithTheCommandThatMendsIt() {
    List<TopicAdmin.Report> reports = new TopicAdmin(admin, TOPICS, 8, (short) 1).describe();
    assertThat(reports.get(0).status()).isEqualTo(TopicAdmin.Status.DIFFERS);
    assertThat(reports.get(0).remarks().get(0)).contains("has 4 partitions, 8 are wanted");
    assertThat(new TopicAdmin(admin, new Topics("none."), 4, (short) 1).describe())
        .allSatisfy(r -> assertThat(r.status()).isEqualTo(TopicAdmin.Status.MISSING));
  }

  @Test
  void idsSurviveARestartOfTheRegistry() {
    SchemaIds before;
    try (TopicSchemaRegistry registry = registry()) {
      before = SchemaIds.register(registry, TOPICS);
    }
    try (TopicSchemaRegistry registry = registry()) {
      SchemaIds after = SchemaIds.register(registry, TOPICS);
      for (Topic topic : Topic.values()) {
        if (!topic.schema().isEmpty()) {
          assertThat(after.id(topic)).isEqualTo(before.id(topic));
        }
      }
      assertThat(before.id(Topic.TO_RIGHT)).isEqualTo(before.id(Topic.TO_LEFT));
      assertThat(registry.subjects()).contains("t1.bgp.audit-value");
    }
  }

  @Test
  void anIncompatibleVersionIsRefused() {
    try (TopicSchemaRegistry registry = registry()) {
      registry.register("x", "{\"type\":\"record\",\"name\":\"X\",\"fields\":[]}");
      assertThatThrownBy(
              () ->
                  registry.register(
                      "x",
                      "{\"type\":\"record\",\"name\":\"X\",\"fields\":[{\"name\":\"f\",\"type\":\"int\"}]}"))
          .isInstanceOfSatisfying(
              RegistryException.class,
              e -> assertThat(e.code()).isEqualTo(RegistryException.INCOMPATIBLE));
    }
  }

  @Test
  void confluentsOwnSerializerAndDeserializerUnderstandUsOverRest() {
    try (TopicSchemaRegistry local = registry();
        RegistryServer server = new RegistryServer(local, new InetSocketAddress("127.0.0.1", 0));
        RestSchemaRegistry rest = new RestSchemaRegistry("http://127.0.0.1:" + server.port());
        KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer();
        KafkaAvroSerializer serializer = new KafkaAvroSerializer()) {
      SchemaIds ids = SchemaIds.register(rest, TOPICS);
      Map<String, String> url = Map.of("schema.registry.url", "http://127.0.0.1:" + server.port());
      deserializer.configure(url, false);
      serializer.configure(url, false);
      MessageOrigin origin =
          new MessageOrigin(
              "s", 1, Direction.R, "192.0.2.1", 1, "192.0.2.2", 2, DecodeContext.AS4, 0);
      byte[] ours =
          new BgpMessageEncoder(ids.id(Topic.TO_RIGHT), origin)
              .encode(Disposition.GATED, 1, 2, 4, new byte[] {9, 8}, 0, 2);
      GenericRecord theirs = (GenericRecord) deserializer.deserialize("t1.bgp.to-right", ours);
      assertThat(theirs.get("senderAddress")).hasToString("192.0.2.1");
      assertThat(theirs.get("wire")).isEqualTo(ByteBuffer.wrap(new byte[] {9, 8}));

      GenericData.Record copy = new GenericData.Record((GenericData.Record) theirs, true);
      byte[] back = serializer.serialize("t1.bgp.to-right", copy);
      assertThat(new BgpMessageView().wrap(back).origin()).isEqualTo(origin);
      assertThat(back).isEqualTo(ours);
      assertThat(rest.latest("t1.bgp.to-right-value").id()).isEqualTo(ids.id(Topic.TO_RIGHT));
      assertThatThrownBy(() -> rest.schema(4711))
          .isInstanceOfSatisfying(
              RegistryException.class,
              e -> assertThat(e.code()).isEqualTo(RegistryException.NO_SCHEMA));
    }
  }
}
