package io.sluice.cli.secure;

import static io.sluice.cli.secure.SecuredCluster.pipeline;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluice.cli.OperatorException;
import io.sluice.cli.Outcome;
import io.sluice.cli.log.LogFormat;
import io.sluice.cli.log.Logging;
import io.sluice.cli.process.TwoSpeakers;
import io.sluice.cli.run.live.Half;
import io.sluice.cli.run.live.Run;
import io.sluice.cli.secure.SecuredBroker.Way;
import io.sluice.schemas.Topics;
import io.sluice.schemas.cluster.Need;
import io.sluice.schemas.cluster.Part;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * All parts on a broker that asks everybody who they are and lets nobody do more than the page on
 * security says.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SecuredClusterIT implements RevokedAccess, TwoTenants, FetchedSecrets {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int ROUTES = 50;

  @TempDir static Path dir;
  private static SecuredCluster cluster;
  private static SecuredBroker broker;
  private static Admin admin;
  private static List<AclBinding> documented;

  @BeforeAll
  static void start() throws Exception {
    Logging.configure("info", LogFormat.TEXT);
    cluster = new SecuredCluster(dir);
    broker = cluster.broker();
    admin = cluster.admin();
    documented = cluster.documented();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Override
  public SecuredCluster cluster() {
    return cluster;
  }

  private static String file(Way way, String part) throws Exception {
    return cluster.file(way, part);
  }

  private static Run start(Half half, String config, String... more) {
    return cluster.start(half, config, more);
  }

  private static String archive() throws Exception {
    return Path.of(SecuredClusterIT.class.getResource("/io/sluice/cli/process/records.mrt").toURI())
        .toString();
  }

  @ParameterizedTest
  @EnumSource
  @Order(1)
  void every_part_works_with_what_the_page_allows_it(Way way) throws Exception {
    Outcome described = Outcome.of("topics", "describe", "--kafka-config", file(way, "topics"));
    assertThat(described.status()).as(described.out() + described.err()).isZero();
    try (TwoSpeakers speakers = new TwoSpeakers();
        Run filters = start(Half.FILTERS, file(way, "filters"), pipeline(speakers));
        Run proxy =
            start(
                Half.PROXY,
                file(way, "proxy"),
                pipeline(speakers, "--name", way.name(), "--session", way.name()))) {
      speakers.connect(proxy.proxy().sessions().get(0).left().listening());
      speakers.left().announce(TwoSpeakers.routes(ROUTES, 24));
      speakers.left().announce(TwoSpeakers.routes(1, 25));
      speakers.endOfRib();
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(10))
          .until(() -> speakers.right().counters().endsOfRib() == 1);
      assertThat(speakers.atRight()).hasSize(ROUTES);
    }
    Outcome loaded =
        Outcome.of(
            "load",
            "--job",
            way.name(),
            "--collector",
            "c",
            "--kafka-config",
            file(way, "load"),
            archive());
    assertThat(loaded.err()).isEmpty();
    assertThat(loaded.out()).contains(way.name() + ":");
    try (var reader =
        new org.apache.kafka.clients.consumer.KafkaConsumer<>(
            reading(way),
            new org.apache.kafka.common.serialization.ByteArrayDeserializer(),
            new org.apache.kafka.common.serialization.ByteArrayDeserializer())) {
      reader.subscribe(List.of("bgp.audit"));
      await().atMost(PATIENCE).until(() -> !reader.poll(Duration.ofMillis(500)).isEmpty());
    }
  }

  private static Properties reading(Way way) throws Exception {
    Properties p = broker.client(way, "sluice-reader");
    p.put("group.id", "lake");
    p.put("auto.offset.reset", "earliest");
    return p;
  }

  @Test
  @Order(2)
  void whatever_is_taken_away_of_it_is_named_with_the_command_that_gives_it_back()
      throws Exception {
    int looked = 0;
    try (TwoSpeakers speakers = new TwoSpeakers()) {
      for (AclBinding binding : documented) {
        String user = binding.entry().principal().substring("User:sluice-".length());
        if (!Set.of("proxy", "filters", "load").contains(user)) {
          continue;
        }
        looked++;
        admin.deleteAcls(List.of(binding.toFilter())).all().get();
        DocumentedAcls.await(admin, documented.size() - 1);
        try {
          String message = failure(user, speakers);
          assertThat(message.lines().findFirst().orElseThrow())
              .as(binding.toString())
              .contains("User:sluice-" + user)
              .contains(binding.pattern().name());
          assertThat(message)
              .contains("kafka-acls.sh --bootstrap-server " + broker.address(Way.SCRAM))
              .contains(" " + binding.pattern().name());
          assertThat(DocumentedAcls.of(message)).contains(binding);
        } finally {
          admin.createAcls(List.of(binding)).all().get();
          DocumentedAcls.await(admin, documented.size());
        }
      }
    }
    assertThat(looked).isGreaterThan(20);
  }

  private static String failure(String user, TwoSpeakers speakers) throws Exception {
    if (user.equals("load")) {
      Outcome load = Outcome.of("load", "--kafka-config", file(Way.SCRAM, user), archive());
      assertThat(load.status()).isEqualTo(1);
      return load.err();
    }
    Half half = user.equals("proxy") ? Half.PROXY : Half.FILTERS;
    try (Run run = start(half, file(Way.SCRAM, user), pipeline(speakers))) {
      throw new AssertionError("it started");
    } catch (OperatorException e) {
      return e.getMessage();
    }
  }

  @Test
  @Order(3)
  void a_start_that_cannot_be_is_refused_in_one_line_that_says_how_to_mend_it() throws Exception {
    Properties wrong = broker.client(Way.SCRAM, "sluice-proxy");
    wrong.put("sasl.jaas.config", wrong.getProperty("sasl.jaas.config").replace("secret-", "no-"));
    refused(
        wrong, "refuses the credentials of user sluice-proxy (SCRAM-SHA-512)", "sasl.jaas.config");

    Properties unknownCa = broker.client(Way.SCRAM, "sluice-proxy");
    unknownCa.put(
        "ssl.truststore.location",
        new Certificates(dir.resolve("other"), "other-ca").trust().toString());
    refused(unknownCa, "a certificate of an unknown CA", "ssl.truststore.location");

    Properties otherName = broker.client(Way.SCRAM, "sluice-proxy");
    otherName.put(
        "bootstrap.servers",
        otherName.getProperty("bootstrap.servers").replace("127.0.0.1", "localhost"));
    refused(
        otherName, "a certificate for another host name", "ssl.endpoint.identification.algorithm");

    Properties nobody = broker.client(Way.MUTUAL_TLS, "sluice-proxy");
    nobody.keySet().removeIf(name -> name.toString().startsWith("ssl.keystore."));
    refused(nobody, "wants a certificate of this client", "ssl.keystore.location");

    Properties noTls = broker.client(Way.SCRAM, "sluice-proxy");
    noTls.put("bootstrap.servers", broker.open());
    refused(noTls, "does not speak TLS on this port", "security.protocol");

    Properties clear = new Properties();
    clear.put("bootstrap.servers", broker.address(Way.SCRAM));
    refused(clear, "speaks TLS on this port", "SASL_SSL");

    Properties mechanism = broker.client(Way.SCRAM, "sluice-proxy");
    mechanism.put("sasl.mechanism", "SCRAM-SHA-256");
    refused(mechanism, "does not know sasl.mechanism SCRAM-SHA-256", "SCRAM-SHA-512");

    Properties noFile = broker.client(Way.SCRAM, "sluice-proxy");
    noFile.put("ssl.truststore.location", "/nowhere/trust.p12");
    refused(noFile, "a setting of the Kafka clients is wrong", "/nowhere/trust.p12");

    // A part comes in by the same door.
    try (TwoSpeakers speakers = new TwoSpeakers()) {
      assertThatThrownBy(
              () -> start(Half.PROXY, broker.file(wrong, "wrong"), pipeline(speakers)).close())
          .isInstanceOf(OperatorException.class)
          .hasMessageContaining("refuses the credentials of user sluice-proxy");
    }
  }

  private static void refused(Properties settings, String what, String mend) throws Exception {
    Outcome outcome =
        Outcome.of("topics", "describe", "--kafka-config", broker.file(settings, "wrong"));
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.err()).startsWith("error: ").contains(what).contains(mend).hasLineCount(1);
  }

  @Test
  @Order(4)
  void topics_that_may_not_be_created_are_told_as_commands() throws Exception {
    List<AclBinding> sees = new ArrayList<>();
    for (Part part : Set.of(Part.PROXY)) {
      for (Need need : part.needs(new Topics("t1."), true)) {
        need.operations().forEach(o -> sees.add(binding(need, o)));
      }
    }
    admin.createAcls(sees).all().get();
    DocumentedAcls.await(admin, documented.size() + sees.size());
    String start;
    try (TwoSpeakers speakers = new TwoSpeakers()) {
      start(
              Half.PROXY,
              file(Way.SCRAM, "proxy"),
              pipeline(
                  speakers, "--topic-prefix", "t1.", "--partitions", "3", "--replication", "1"))
          .close();
      throw new AssertionError("it started");
    } catch (OperatorException e) {
      start = e.getMessage();
    }
    assertThat(start)
        .contains("topics are missing and this user may not create them")
        .contains(
            "kafka-topics.sh --bootstrap-server "
                + broker.address(Way.SCRAM)
                + " --create --topic t1.bgp.to-right --partitions 3 --replication-factor 1"
                + " --config cleanup.policy=delete --config retention.ms=604800000"
                + " --config segment.bytes=134217728")
        .contains("--create --topic t1.bgp.schemas --partitions 1");
    Outcome created =
        Outcome.of(
            "topics",
            "create",
            "--topic-prefix",
            "t1.",
            "--kafka-config",
            file(Way.SCRAM, "proxy"));
    assertThat(created.status()).isEqualTo(1);
    assertThat(created.out()).contains("missing").contains("--create --topic t1.bgp.to-left");
    for (AclBinding b : sees) {
      admin.deleteAcls(List.of(b.toFilter())).all().get();
    }
    DocumentedAcls.await(admin, documented.size());
  }

  private static AclBinding binding(Need need, AclOperation operation) {
    return new AclBinding(
        new ResourcePattern(
            need.type(), need.name(), need.prefixed() ? PatternType.PREFIXED : PatternType.LITERAL),
        new AccessControlEntry("User:sluice-proxy", "*", operation, AclPermissionType.ALLOW));
  }

  @Test
  @Order(6)
  void a_quota_slows_and_loses_nothing() throws Exception {
    ClientQuotaEntity user = new ClientQuotaEntity(Map.of(ClientQuotaEntity.USER, "sluice-load"));
    quota(user, 20_000.0);
    try {
      Outcome loaded =
          Outcome.of(
              "load",
              "--job",
              "slow",
              "--collector",
              "slow",
              "--kafka-config",
              file(Way.SCRAM, "load"),
              archive());
      Outcome free =
          Outcome.of(
              "load",
              "--job",
              "again",
              "--collector",
              "again",
              "--kafka-config",
              file(Way.PLAIN, "load"),
              archive());
      assertThat(loaded.err()).isEmpty();
      assertThat(counts(loaded)).isEqualTo(counts(free)).contains("messages");
    } finally {
      quota(user, null);
    }
  }

  private static String counts(Outcome loaded) {
    return loaded.out().replaceAll("(?s)^\\S+: (.*) in .*", "$1");
  }

  private static void quota(ClientQuotaEntity user, Double octets) throws Exception {
    admin
        .alterClientQuotas(
            List.of(
                new ClientQuotaAlteration(
                    user, List.of(new ClientQuotaAlteration.Op("producer_byte_rate", octets)))))
        .all()
        .get();
  }
}
