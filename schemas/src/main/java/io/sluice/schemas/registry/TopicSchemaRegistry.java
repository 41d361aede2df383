package io.sluice.schemas.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaParseException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A registry in the process, whose schemas stand in a compacted topic: for an embedded broker,
 * beside which nothing else runs. A new version of a subject must be able to read what earlier ones
 * wrote (BACKWARD). One process at a time may register.
 */
public final class TopicSchemaRegistry implements SchemaRegistry {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DENIED = 40301;

  private final String topic;
  private final Map<String, Object> writing;
  private final Map<Integer, String> byId = new HashMap<>();
  private final TreeMap<String, List<Registered>> bySubject = new TreeMap<>();

  /**
   * Reads what is registered; the topic must exist.
   *
   * @param topic its full name
   * @param kafka settings of the clients, bootstrap.servers among them
   */
  public TopicSchemaRegistry(String topic, Map<String, Object> kafka) {
    this.topic = topic;
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    this.writing = settings;
    load(kafka);
  }

  private void load(Map<String, Object> kafka) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    // What there is comes at once; closing would wait for a fetch that waits for more.
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 10);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      consumer.seekToBeginning(List.of(partition));
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<byte[], byte[]> r : consumer.poll(Duration.ofMillis(200))) {
          remember(r.value());
        }
      }
    }
  }

  private void remember(byte[] value) {
    try {
      JsonNode n = JSON.readTree(value);
      remember(
          new Registered(
              n.path("subject").asText(),
              n.path("version").asInt(),
              n.path("id").asInt(),
              n.path("schema").asText()));
    } catch (IOException e) {
      throw new RegistryException(
          0, "topic " + topic + " holds a record that is no schema; is it another's?", e);
    }
  }

  private void remember(Registered r) {
    byId.put(r.id(), r.schema());
    List<Registered> versions = bySubject.computeIfAbsent(r.subject(), s -> new ArrayList<>());
    versions.removeIf(v -> v.version() == r.version());
    versions.add(r);
  }

  @Override
  public synchronized int register(String subject, String schema) {
    Schema parsed;
    try {
      parsed = new Schema.Parser().parse(schema);
    } catch (SchemaParseException e) {
      throw new RegistryException(
          RegistryException.INVALID_SCHEMA, "not an Avro schema: " + e.getMessage(), e);
    }
    String text = parsed.toString();
    OptionalInt known = lookUp(subject, text);
    if (known.isPresent()) {
      return known.getAsInt();
    }
    List<Registered> versions = bySubject.getOrDefault(subject, List.of());
    for (Registered r : versions) {
      String why = incompatibility(parsed, r);
      if (why != null) {
        throw new RegistryException(RegistryException.INCOMPATIBLE, why);
      }
    }
    Registered added = new Registered(subject, versions.size() + 1, idOf(text), text);
    store(added);
    remember(added);
    return added.id();
  }

  @Override
  public synchronized OptionalInt lookUp(String subject, String schema) {
    String text = new Schema.Parser().parse(schema).toString();
    return bySubject.getOrDefault(subject, List.of()).stream()
        .filter(r -> r.schema().equals(text))
        .mapToInt(Registered::id)
        .findFirst();
  }

  @Override
  public synchronized boolean takes(String subject, String schema) {
    Schema parsed = new Schema.Parser().parse(schema);
    return bySubject.getOrDefault(subject, List.of()).stream()
        .allMatch(r -> incompatibility(parsed, r) == null);
  }

  /** Why a schema cannot read what a version wrote; null when it can. */
  static String incompatibility(Schema schema, Registered version) {
    var result =
        SchemaCompatibility.checkReaderWriterCompatibility(
            schema, new Schema.Parser().parse(version.schema()));
    return result.getType() == SchemaCompatibility.SchemaCompatibilityType.COMPATIBLE
        ? null
        : "the schema cannot read what version "
            + version.version()
            + " of "
            + version.subject()
            + " wrote: "
            + result.getResult().getIncompatibilities();
  }

  /** All versions of all subjects. */
  synchronized List<Registered> all() {
    return bySubject.values().stream().flatMap(List::stream).toList();
  }

  private int idOf(String text) {
    for (Map.Entry<Integer, String> e : byId.entrySet()) {
      if (e.getValue().equals(text)) {
        return e.getKey();
      }
    }
    return byId.keySet().stream().mapToInt(Integer::intValue).max().orElse(0) + 1;
  }

  private void store(Registered r) {
    byte[] key = (r.subject() + "/" + r.version()).getBytes(StandardCharsets.UTF_8);
    byte[] value =
        JSON.createObjectNode()
            .put("subject", r.subject())
            .put("version", r.version())
            .put("id", r.id())
            .put("schema", r.schema())
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    // Who finds all schemas there need not be allowed to write.
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(writing, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, key, value)).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException) {
        throw new RegistryException(
            DENIED,
            "schema "
                + r.subject()
                + " is not in topic "
                + topic
                + " yet, and this user may not write it there: have someone who may run sluice"
                + " topics create",
            e.getCause());
      }
      throw new RegistryException(
          0, "cannot write to topic " + topic + ": " + e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryException(0, "interrupted", e);
    }
  }

  @Override
  public synchronized String schema(int id) {
    String schema = byId.get(id);
    if (schema == null) {
      throw new RegistryException(RegistryException.NO_SCHEMA, "Schema " + id + " not found");
    }
    return schema;
  }

  /** All versions of a subject, in order. */
  public synchronized List<Registered> versions(String subject) {
    List<Registered> versions = bySubject.get(subject);
    if (versions == null) {
      throw new RegistryException(
          RegistryException.NO_SUBJECT, "Subject '" + subject + "' not found.");
    }
    return List.copyOf(versions);
  }

  @Override
  public Registered latest(String subject) {
    List<Registered> versions = versions(subject);
    return versions.get(versions.size() - 1);
  }

  @Override
  public synchronized List<String> subjects() {
    return List.copyOf(bySubject.keySet());
  }

  @Override
  public void close() {
    // Its clients live only as long as they are used.
  }
}
