package io.sluice.cli.secure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Direction;
import io.sluice.cli.Outcome;
import io.sluice.cli.broker.DataFolder;
import io.sluice.cli.broker.EmbeddedBroker;
import io.sluice.cli.broker.LocalRegistry;
import io.sluice.schemas.Disposition;
import io.sluice.schemas.MessageOrigin;
import io.sluice.schemas.Topic;
import io.sluice.schemas.Topics;
import io.sluice.schemas.registry.RegistrySettings;
import io.sluice.schemas.registry.RestSchemaRegistry;
import io.sluice.schemas.registry.SchemaIds;
import io.sluice.schemas.wire.BgpMessageEncoder;
import io.sluice.schemas.wire.BgpMessageView;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.apache.pulsar.kafka.shade.avro.generic.GenericRecord;
import org.apache.pulsar.kafka.shade.io.confluent.kafka.serializers.KafkaAvroDeserializer;
import org.apache.pulsar.kafka.shade.io.confluent.kafka.serializers.KafkaAvroSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Registries that are not the topic of schemas, used by us and by Confluent's own clients. */
class AnyRegistryIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String APICURIO = "2.6.13.Final";

  @TempDir static Path dir;
  private static EmbeddedBroker broker;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start(new DataFolder(dir.resolve("data")));
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  private static String file(String name, Map<String, Object> settings) throws Exception {
    Properties p = new Properties();
    p.putAll(settings);
    Path file = dir.resolve(name + ".properties");
    try (OutputStream out = Files.newOutputStream(file)) {
      p.store(out, null);
    }
    return file.toString();
  }

  /** Our record through Confluent's deserializer and back through its serializer, byte for byte. */
  private static void understandEachOther(Map<String, Object> settings, Topics topics) {
    try (RestSchemaRegistry ours = new RestSchemaRegistry(RegistrySettings.of(settings));
        KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer();
        KafkaAvroSerializer serializer = new KafkaAvroSerializer()) {
      deserializer.configure(settings, false);
      serializer.configure(settings, false);
      int id = SchemaIds.register(ours, topics).id(Topic.TO_RIGHT);
      MessageOrigin origin =
          new MessageOrigin(
              "s", 1, Direction.R, "192.0.2.1", 1, "192.0.2.2", 2, DecodeContext.AS4, 0);
      byte[] record =
          new BgpMessageEncoder(id, origin)
              .encode(Disposition.GATED, 1, 2, 4, new byte[] {9, 8}, 0, 2);
      String topic = topics.name(Topic.TO_RIGHT);
      GenericRecord theirs = (GenericRecord) deserializer.deserialize(topic, record);
      assertThat(theirs.get("senderAddress")).hasToString("192.0.2.1");
      byte[] back = serializer.serialize(topic, theirs);
      assertThat(new BgpMessageView().wrap(back).origin()).isEqualTo(origin);
      assertThat(back).isEqualTo(record);
    }
  }

  @Test
  void with_tls_certificates_and_a_password_the_settings_of_confluents_clients_do()
      throws Exception {
    Topics topics = new Topics("tls.");
    Certificates certificates = new Certificates(dir.resolve("ca"), "registry-ca");
    try (LocalRegistry registry = LocalRegistry.start(broker, topics);
        RegistryFront front = new RegistryFront(registry.url(), certificates, "Basic dTpw")) {
      Map<String, Object> settings = new HashMap<>();
      settings.put("schema.registry.url", front.url());
      settings.put("basic.auth.credentials.source", "USER_INFO");
      settings.put("basic.auth.user.info", "u:p");
      settings.put("schema.registry.ssl.truststore.location", certificates.trust().toString());
      settings.put("schema.registry.ssl.truststore.password", Certificates.PASSWORD);
      settings.put("schema.registry.ssl.truststore.type", "PKCS12");
      settings.put(
          "schema.registry.ssl.keystore.location", certificates.identity("u", null).toString());
      settings.put("schema.registry.ssl.keystore.password", Certificates.PASSWORD);
      settings.put("schema.registry.ssl.keystore.type", "PKCS12");
      understandEachOther(settings, topics);

      List<String> create =
          new ArrayList<>(
              SecurityPageTest.commands().stream()
                  .filter(words -> words.contains("--registry-config"))
                  .findFirst()
                  .orElseThrow());
      String kafka = file("kafka", Map.of("bootstrap.servers", broker.bootstrap()));
      create.replaceAll(w -> w.equals("client.properties") ? kafka : w);
      create.set(create.indexOf("registry.properties"), file("registry", settings));
      create.addAll(List.of("--topic-prefix", "tls."));
      assertThat(Outcome.of(create.toArray(String[]::new)).status()).isZero();

      refused(settings, "basic.auth.user.info", "u:wrong", "refuses the credentials of user u");
      refused(
          settings, "schema.registry.ssl.keystore.location", null, "certificate of this client");
      refused(
          settings,
          "schema.registry.ssl.truststore.location",
          new Certificates(dir.resolve("other"), "other-ca").trust().toString(),
          "unknown CA: put that CA into schema.registry.ssl.truststore.location");
      String elsewhere = front.url().replace("127.0.0.1", "localhost");
      refused(settings, "schema.registry.url", elsewhere, "a certificate for another host name");
      settings.put("schema.registry.url", elsewhere);
      settings.put("schema.registry.ssl.endpoint.identification.algorithm", "");
      try (RestSchemaRegistry any = new RestSchemaRegistry(RegistrySettings.of(settings))) {
        assertThat(any.subjects()).contains("tls.bgp.audit-value");
      }
    }
  }

  private static void refused(Map<String, Object> good, String name, String value, String says) {
    Map<String, Object> settings = new HashMap<>(good);
    settings.put(name, value);
    if (value == null) {
      settings.keySet().removeIf(n -> n.startsWith("schema.registry.ssl.keystore."));
    }
    try (RestSchemaRegistry registry = new RestSchemaRegistry(RegistrySettings.of(settings))) {
      assertThatThrownBy(registry::subjects).hasMessageContaining(says);
    }
  }

  @Test
  void a_start_waits_for_a_registry_that_is_away() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Topics topics = new Topics("away.");
    Path archive =
        Path.of(AnyRegistryIT.class.getResource("/io/sluice/cli/process/records.mrt").toURI());
    CompletableFuture<Outcome> load =
        CompletableFuture.supplyAsync(
            () ->
                Outcome.of(
                    "load",
                    "--log",
                    "error",
                    "--topic-prefix",
                    "away.",
                    "--kafka",
                    broker.bootstrap(),
                    "--registry",
                    "http://127.0.0.1:" + port,
                    archive.toString()));
    // The topics are there: what is waited for now is the registry.
    try (var admin = org.apache.kafka.clients.admin.Admin.create(broker.client())) {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> admin.listTopics().names().get().contains("away.bgp.sessions"));
    }
    assertThat(load).isNotDone();
    try (var admin = org.apache.kafka.clients.admin.Admin.create(broker.client())) {
      new io.sluice.schemas.TopicAdmin(admin, topics, 1, (short) 1).create(Topic.SCHEMAS);
    }
    try (var schemas =
            new io.sluice.schemas.registry.TopicSchemaRegistry(
                "away.bgp.schemas", broker.client());
        var server =
            new io.sluice.schemas.registry.RegistryServer(
                schemas, new java.net.InetSocketAddress("127.0.0.1", port))) {
      assertThat(server.port()).isEqualTo(port);
      assertThat(load.get(PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS).out())
          .contains("messages");
    }
  }

  @Test
  void apicurio_serves_a_run_and_both_clients() throws Exception {
    Path archive =
        Path.of(System.getProperty("user.home"))
            .resolve(".m2/repository/io/apicurio/apicurio-registry-app")
            .resolve(APICURIO)
            .resolve("apicurio-registry-app-" + APICURIO + "-all.tar.gz");
    assumeThat(archive).as("Apicurio in the local Maven repository; ./test gets it").exists();
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Path home = Files.createDirectory(dir.resolve("apicurio"));
    assertThat(
            new ProcessBuilder("tar", "xzf", archive.toString(), "-C", home.toString())
                .inheritIO()
                .start()
                .waitFor())
        .isZero();
    Process server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-jar",
                home.resolve("apicurio-registry-app-" + APICURIO + "-runner.jar").toString())
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("log").toFile())
            .start();
    try {
      String url = "http://127.0.0.1:" + port + "/apis/ccompat/v7";
      // Waits for the registry by itself.
      Outcome load =
          Outcome.of(
              "load",
              "--topic-prefix",
              "apicurio.",
              "--kafka",
              broker.bootstrap(),
              "--registry",
              url,
              Path.of(AnyRegistryIT.class.getResource("/io/sluice/cli/process/records.mrt").toURI())
                  .toString());
      assertThat(load.out()).as(load.err()).contains("messages");
      understandEachOther(Map.of("schema.registry.url", url), new Topics("apicurio."));
    } finally {
      server.destroyForcibly().waitFor();
    }
  }
}
