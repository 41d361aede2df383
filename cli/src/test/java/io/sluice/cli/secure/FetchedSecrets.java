package io.sluice.cli.secure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.cli.Outcome;
import io.sluice.cli.process.TwoSpeakers;
import io.sluice.cli.run.live.Half;
import io.sluice.cli.run.live.Run;
import io.sluice.cli.secure.SecuredBroker.Way;
import io.sluice.schemas.registry.RegistryServer;
import io.sluice.schemas.registry.TopicSchemaRegistry;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Passwords for Kafka and for the schema registry that stand in files and in the environment; and
 * that registry away, at the start of a process and in the middle of its run.
 */
interface FetchedSecrets {
  Map<String, String> ENVIRONMENT =
      Map.of("STORE", Certificates.PASSWORD, "REGISTRY_PASSWORD", "p$1 '\\x");

  /** Where it runs. */
  SecuredCluster cluster();

  @Test
  @Order(10)
  default void secrets_are_fetched_and_a_registry_that_is_away_is_waited_for_and_then_not_missed()
      throws Exception {
    Map<String, Object> open = Map.of("bootstrap.servers", cluster().broker().open());
    String user = "Basic " + Base64.getEncoder().encodeToString("u:p$1 '\\x".getBytes("UTF-8"));
    Duration patience = Duration.ofSeconds(90);
    try (TopicSchemaRegistry schemas = new TopicSchemaRegistry("bgp.schemas", open);
        RegistryServer server = new RegistryServer(schemas, new InetSocketAddress("127.0.0.1", 0));
        TwoSpeakers speakers = new TwoSpeakers();
        LogLines log = new LogLines()) {
      String behind = "http://127.0.0.1:" + server.port();
      RegistryFront front = new RegistryFront(behind, cluster().broker().certificates(), user);
      Path file = file("proxy", front.url(), speakers);
      Path filtersFile = file("filters", front.url(), speakers);
      try (Run filters = cluster().start(Half.FILTERS, filtersFile, ENVIRONMENT)) {
        front.close();
        CompletableFuture<Run> starting =
            CompletableFuture.supplyAsync(() -> cluster().start(Half.PROXY, file, ENVIRONMENT));
        log.await("the schema registry at " + front.url(), "does not answer", "asked again");
        assertThat(starting).isNotDone();
        front = front.again();
        try (Run proxy = starting.get(patience.toSeconds(), TimeUnit.SECONDS)) {
          log.await("the schema registry answers");
          speakers.connect(proxy.proxy().sessions().get(0).left().listening());
          speakers.left().announce(TwoSpeakers.announce(11, 0, 0, 24));
          await().atMost(patience).until(() -> speakers.atRight().size() == 1);
          front.close();
          speakers.left().announce(TwoSpeakers.announce(11, 0, 1, 24));
          speakers.left().announce(TwoSpeakers.announce(11, 0, 2, 25));
          speakers.left().announce(TwoSpeakers.announce(11, 0, 3, 24));
          await().atMost(patience).until(() -> speakers.atRight().size() == 3);
          assertThat(speakers.atRight()).doesNotContain("11.0.2.0/25");
        }
      } finally {
        front.close();
      }
      PublishedSequences.areWhole(cluster().broker().open(), "bgp.to-right", "fetched");
      Outcome shown = Outcome.of(ENVIRONMENT, "config", "show", file.toString());
      assertThat(shown.status()).as(shown.err()).isZero();
      assertThat(shown.out() + String.join("\n", log.all()))
          .doesNotContain("secret-sluice")
          .doesNotContain("p$1");
    }
  }

  private Path file(String part, String registry, TwoSpeakers speakers) throws Exception {
    Path password = cluster().dir().resolve(part + "-password");
    Files.writeString(password, "secret-sluice-" + part + "\n");
    Properties kafka = cluster().broker().client(Way.SCRAM, "sluice-" + part);
    String jaas = kafka.getProperty("sasl.jaas.config");
    kafka.put(
        "sasl.jaas.config", jaas.replace("secret-sluice-" + part, "${file:" + password + "}"));
    kafka.put("ssl.truststore.password", "${env:STORE}");
    assertThat(kafka.toString()).contains("${file:").doesNotContain("secret-sluice");
    Certificates certificates = cluster().broker().certificates();
    String text =
        """
        data: %s
        name: %s
        pipeline: [limit -LR --ipv4 --max-length 24]
        sessions:
          fetched: {left: listen 127.0.0.1:0, right: connect %s}
        registry:
          schema.registry.url: %s
          basic.auth.credentials.source: USER_INFO
          basic.auth.user.info: u:${env:REGISTRY_PASSWORD}
          schema.registry.ssl.truststore.location: %s
          schema.registry.ssl.truststore.password: ${env:STORE}
          schema.registry.ssl.truststore.type: PKCS12
          schema.registry.ssl.keystore.location: %s
          schema.registry.ssl.keystore.password: ${env:STORE}
          schema.registry.ssl.keystore.type: PKCS12
        """
            .formatted(
                cluster().dir().resolve("data"),
                part,
                speakers.rightAddress(),
                registry,
                certificates.trust(),
                certificates.identity("u", null));
    return cluster().yaml(text, kafka);
  }
}
