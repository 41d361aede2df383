package io.sluice.cli.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.cli.OperatorException;
import io.sluice.cli.Outcome;
import io.sluice.schemas.Topic;
import io.sluice.schemas.Topics;
import io.sluice.schemas.registry.RestSchemaRegistry;
import io.sluice.schemas.registry.SchemaIds;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {
  @TempDir Path dir;

  @Test
  void topics_are_created_described_and_kept_over_a_restart_at_the_same_address() throws Exception {
    DataFolder data = new DataFolder(dir);
    String address;
    int registryPort;
    int id;
    try (EmbeddedBroker broker = EmbeddedBroker.start(data)) {
      address = broker.bootstrap();
      assertThat(address).startsWith("127.0.0.1:");

      Outcome missing = Outcome.of("topics", "--kafka", address, "describe");
      assertThat(missing.status()).isEqualTo(1);
      assertThat(missing.out()).contains("bgp.to-right", "missing");
      Outcome created = Outcome.of("topics", "create", "--kafka", address, "--partitions", "3");
      assertThat(created.err()).isEmpty();
      assertThat(created.status()).isZero();
      assertThat(created.out()).containsPattern("bgp.to-left +created +3 +1 ");
      Outcome other = Outcome.of("topics", "describe", "--kafka", address, "--partitions", "4");
      assertThat(other.status()).isEqualTo(1);
      assertThat(other.out()).contains("has 3 partitions, 4 are wanted");
      send(broker, "one");

      assertThatThrownBy(() -> EmbeddedBroker.start(data))
          .isInstanceOf(OperatorException.class)
          .hasMessageContaining(dir.toString())
          .hasMessageContaining("belongs to process " + ProcessHandle.current().pid());

      try (LocalRegistry registry = LocalRegistry.start(broker, new Topics(""));
          RestSchemaRegistry client = new RestSchemaRegistry(registry.url())) {
        registryPort = broker.registryPort();
        id = SchemaIds.register(registry.registry(), new Topics("")).id(Topic.AUDIT);
        assertThat(client.latest("bgp.audit-value").id()).isEqualTo(id);
      }
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(data)) {
      assertThat(broker.bootstrap()).isEqualTo(address);
      assertThat(broker.registryPort()).isEqualTo(registryPort);
      send(broker, "two");
      assertThat(values(broker)).containsExactly("one", "two");
      Outcome described = Outcome.of("topics", "describe", "--kafka", address, "--partitions", "3");
      assertThat(described.status()).isZero();
      try (LocalRegistry registry = LocalRegistry.start(broker, new Topics(""))) {
        assertThat(registry.registry().latest("bgp.audit-value").id()).isEqualTo(id);
      }
    }
  }

  private static void send(EmbeddedBroker broker, String value) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            broker.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>("bgp.to-right", 0, null, value.getBytes(StandardCharsets.UTF_8)))
          .get();
    }
  }

  private static List<String> values(EmbeddedBroker broker) {
    Map<String, Object> settings = new HashMap<>(broker.client());
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition("bgp.to-right", 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      List<String> values = new ArrayList<>();
      while (consumer.position(partition) < end) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(r -> values.add(new String(r.value(), StandardCharsets.UTF_8)));
      }
      return values;
    }
  }

  @Test
  void a_taken_port_is_told_with_the_file_that_names_it() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Path file = dir.resolve("broker.properties");
      Files.writeString(file, "broker=" + taken.getLocalPort() + "\n");
      assertThatThrownBy(() -> EmbeddedBroker.start(new DataFolder(dir)))
          .isInstanceOf(OperatorException.class)
          .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
          .hasMessageContaining(file.toString());
    }
  }
}
