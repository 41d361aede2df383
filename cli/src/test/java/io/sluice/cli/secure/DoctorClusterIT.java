package io.sluice.cli.secure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.sluice.cli.Console;
import io.sluice.cli.Findings;
import io.sluice.cli.Outcome;
import io.sluice.cli.RunOptions;
import io.sluice.cli.StopSignal;
import io.sluice.cli.command.RunCommand;
import io.sluice.cli.log.LogFormat;
import io.sluice.cli.log.Logging;
import io.sluice.cli.process.TwoSpeakers;
import io.sluice.cli.run.live.Half;
import io.sluice.cli.run.live.Run;
import io.sluice.cli.secure.SecuredBroker.Way;
import io.sluice.schemas.TopicAdmin;
import io.sluice.schemas.Topics;
import io.sluice.schemas.registry.RegistryServer;
import io.sluice.schemas.registry.SchemaIds;
import io.sluice.schemas.registry.TopicSchemaRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A bridge in two halves on a broker with TLS, passwords and access control, with a schema registry
 * beside it: the doctor finds it well, and then whatever is broken of it, one thing at a time.
 */
class DoctorClusterIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir static Path dir;
  private static SecuredBroker broker;
  private static Admin admin;
  private static List<AclBinding> documented;
  private static TopicSchemaRegistry schemas;
  private static RegistryServer registry;
  private static TwoSpeakers speakers;
  private static Run filters;
  private static Run proxy;
  private static int http;
  private static int listen;
  private static int files;

  @BeforeAll
  static void start() throws Exception {
    Logging.configure("warn", LogFormat.TEXT);
    broker = new SecuredBroker(dir);
    admin = broker.admin();
    documented = DocumentedAcls.of(Files.readString(SecurityPageTest.page()));
    admin.createAcls(documented).all().get();
    try (ServerSocket one = new ServerSocket(0);
        ServerSocket other = new ServerSocket(0)) {
      http = one.getLocalPort();
      listen = other.getLocalPort();
    }
    topics("").create();
    schemas = new TopicSchemaRegistry("bgp.schemas", open());
    registry = new RegistryServer(schemas, new InetSocketAddress("127.0.0.1", 0));
    SchemaIds.register(schemas, new Topics(""));
    speakers = new TwoSpeakers();
    filters = run(Half.FILTERS, bridge("sluice-proxy", "sluice-filters", ":" + http, ":0"));
    proxy = run(Half.PROXY, bridge());
    speakers.connect(new InetSocketAddress("127.0.0.1", listen));
  }

  @AfterAll
  static void stop() {
    proxy.close();
    filters.close();
    speakers.close();
    registry.close();
    admin.close();
    broker.close();
  }

  private static Map<String, Object> open() {
    return Map.of("bootstrap.servers", broker.open());
  }

  private static TopicAdmin topics(String prefix) {
    return new TopicAdmin(admin, new Topics(prefix), 2, (short) 1);
  }

  private static Run run(Half half, String file) {
    Run run =
        new Run(
            new RunCommand(half)
                .planWithoutStages(
                    List.of("-c", file),
                    new Console(System.out, System.err, Map.of(), false),
                    RunOptions::new,
                    () -> ""));
    try (StopSignal stop = StopSignal.install()) {
      run.start(stop);
      return run;
    }
  }

  /**
   * The file of the bridge, with changes: what stands there, and what is to stand there instead.
   */
  private static String bridge(String... changes) throws Exception {
    Properties kafka = broker.client(Way.SCRAM, "sluice-proxy");
    String text =
        """
        name: doctor
        data: %s
        sessions:
          customer:
            left: listen 127.0.0.1:%d
            right: connect %s
        pipeline:
          - limit -LR --ipv4 --max-length 24
        topics:
          partitions: 2
        http:
          listen: 127.0.0.1:%d
          token: right
        registry:
          schema.registry.url: http://127.0.0.1:%d
        kafka:
        """
            .formatted(dir.resolve("data"), listen, speakers.rightAddress(), http, registry.port());
    text +=
        kafka.entrySet().stream()
            .map(e -> "  " + e.getKey() + ": '" + e.getValue() + "'\n")
            .collect(Collectors.joining());
    for (int i = 0; i < changes.length; i += 2) {
      assertThat(text).contains(changes[i]);
      text = text.replace(changes[i], changes[i + 1]);
    }
    return Files.writeString(dir.resolve("bridge" + ++files + ".yaml"), text).toString();
  }

  /** What a doctor finds who does only these checks. */
  private static Findings only(String checks, String file, String... more) throws Exception {
    List<String> words = new ArrayList<>(List.of("proxy", "--only", checks, "-c", file));
    words.addAll(List.of(more));
    return Findings.by(words.toArray(String[]::new));
  }

  private static Findings onlyOpen(String checks, String prefix) throws Exception {
    return Findings.by(
        "--only",
        checks,
        "--deadline",
        "1s",
        "--kafka",
        broker.open(),
        "--partitions",
        "2",
        "--topic-prefix",
        prefix,
        "--registry",
        "http://127.0.0.1:" + registry.port());
  }

  @Test
  void all_is_well() throws Exception {
    Findings.by("proxy", "-c", bridge()).areGood();
    Outcome lines = Outcome.of("doctor", "proxy", "-c", bridge());
    assertThat(lines.status()).as(lines.out()).isZero();
    assertThat(lines.out())
        .endsWith("all is well\n")
        .contains("loop           ok           verdicts");
    assertThat(lines.err()).isEmpty();
    assertThat(speakers.left().isEstablished()).isTrue();
    assertThat(speakers.right().isEstablished()).isTrue();
    assertThat(proxy.proxy().sessions().get(0).left().messages()).isGreaterThan(0);
    assertThat(speakers.right().counters().updates()).isZero();
  }

  private static String page() throws Exception {
    return Files.readString(SecurityPageTest.page().resolveSibling("doctor.md"));
  }

  /** The first two columns, and lines that have no more. */
  private static List<String> columns(String lines) {
    return lines.lines().map(line -> line.replaceFirst("^(\\S+ +ok) .*", "$1")).toList();
  }

  @Test
  void the_commands_of_the_page_do_what_it_says() throws Exception {
    List<List<String>> commands =
        page()
            .lines()
            .filter(line -> line.startsWith("./sluice doctor "))
            .map(line -> List.of(line.substring("./sluice ".length()).split(" ")))
            .toList();
    assertThat(commands).hasSize(4);
    for (List<String> shown : commands) {
      List<String> words = new ArrayList<>(shown);
      String file =
          bridge("sluice-proxy", shown.contains("filters") ? "sluice-filters" : "sluice-proxy");
      words.replaceAll(
          w ->
              switch (w) {
                case "bridge.yaml" -> file;
                case "kafka.example:9092" -> broker.open();
                case ":1790" -> "127.0.0.1:0";
                case "192.0.2.1" -> speakers.rightAddress();
                default -> w;
              });
      Outcome outcome = Outcome.of(words.toArray(String[]::new));
      assertThat(outcome.status()).as(words + outcome.out()).isZero();
      if (shown.get(1).equals("proxy")) {
        String example = page().replaceFirst("(?s).*?```\n(configuration .*?)```.*", "$1");
        assertThat(columns(outcome.out())).isEqualTo(columns(example));
      }
    }
  }

  @Test
  void the_page_has_a_row_for_each_check() throws Exception {
    List<String> rows =
        page().lines().filter(l -> l.startsWith("| `")).map(l -> l.split("`")[1]).toList();
    List<String> checks =
        Outcome.of("doctor", "-h")
            .err()
            .lines()
            .dropWhile(line -> !line.startsWith("Checks"))
            .skip(1)
            .map(line -> line.strip().split(" ")[0])
            .filter(name -> !name.isEmpty())
            .toList();
    assertThat(rows).isEqualTo(checks).hasSizeGreaterThan(10);
  }

  @Test
  void configuration_that_is_written_wrong() throws Exception {
    Findings found = Findings.by("-c", bridge("partitions: 2", "partitons: 2"));
    found.fail("configuration", "topics.partitons", "");
    found.say("loop", "not checked", "configuration", "");
  }

  @Test
  void limits_more_octets_in_flight_than_the_heap_has() throws Exception {
    String limits = "limits: {bytes-in-all: 900000000000}\nhttp:\n";
    only("limits", bridge("http:\n", limits)).fail("limits", "the Java heap has", "-Xmx");
  }

  @Test
  void disk_a_data_folder_that_cannot_be() throws Exception {
    Path file = Files.writeString(dir.resolve("file"), "");
    only("disk", bridge(dir.resolve("data").toString(), file + "/data"))
        .fail("disk", "cannot be made", "--data");
  }

  @Test
  void disk_a_spool_that_may_take_more_than_there_is() throws Exception {
    String limits = "limits: {spool-bytes: 900000000000000}\nhttp:\n";
    only("disk", bridge("http:\n", limits))
        .warn("disk", "the spool may take", "limits.spool-bytes");
  }

  @Test
  void process_that_does_not_run() throws Exception {
    only("process", bridge("listen: 127.0.0.1:" + http, "listen: 127.0.0.1:1"))
        .warn("process", "nothing listens at http://127.0.0.1:1", "sluice proxy -c ");
  }

  @Test
  void process_with_another_token() throws Exception {
    only("process", bridge("token: right", "token: wrong"))
        .warn("process", "another token", "token");
  }

  @Test
  void process_that_is_somebody_elses_web_server() throws Exception {
    HttpServer other = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    other.start();
    try {
      only("process", bridge(":" + http, ":" + other.getAddress().getPort()))
          .fail("process", "is no Sluice", "--http");
    } finally {
      other.stop(0);
    }
  }

  @Test
  void ports_taken_by_somebody_else() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      only("ports", bridge(":" + listen, ":" + other.getLocalPort()))
          .fail("ports", "in use by process " + ProcessHandle.current().pid(), "kill ");
    }
  }

  @Test
  void ports_of_another_machine() throws Exception {
    only("ports", bridge("127.0.0.1:" + listen, "192.0.2.1:1790"))
        .fail(
            "ports",
            "192.0.2.1:1790 (session customer) is no address of this machine",
            "ip address");
  }

  @Test
  void dns_that_does_not_know_a_router() throws Exception {
    Findings found = only("dns,routers", bridge(speakers.rightAddress(), "no-such-router.invalid"));
    found.fail("dns", "no-such-router.invalid (right end of customer) has no address", "getent");
    found.say("routers", "not checked", "no address", "");
  }

  @Test
  void broker_that_is_not_there() throws Exception {
    Findings found = only("broker,topics", bridge(broker.address(Way.SCRAM), "127.0.0.1:1"));
    found.fail("broker", "127.0.0.1:1: Connection refused", "bootstrap.servers");
    found.say("topics", "not checked", "broker", "");
  }

  @Test
  void broker_that_refuses_the_password() throws Exception {
    only("broker", bridge("secret-sluice", "wrong"))
        .fail("broker", "refuses the credentials of user sluice-proxy", "");
  }

  @Test
  void broker_whose_certificate_is_not_trusted() throws Exception {
    Path other = new Certificates(dir.resolve("other"), "other-ca").trust();
    only("broker", bridge(broker.certificates().trust().toString(), other.toString()))
        .fail("broker", "a certificate of an unknown CA", "");
  }

  @Test
  void broker_that_is_talked_to_without_tls() throws Exception {
    only("broker", bridge("'SASL_SSL'", "'SASL_PLAINTEXT'")).fail("broker", "speaks TLS", "");
  }

  @Test
  void broker_that_sends_clients_elsewhere() throws Exception {
    Findings.by("--only", "broker", "--kafka", broker.misleading())
        .fail(
            "broker",
            "broker 1 tells clients to come to no-such-broker.invalid:9092",
            "advertised.listeners");
  }

  @Test
  void acls_that_lack_one() throws Exception {
    AclBinding write =
        documented.stream()
            .filter(b -> b.entry().principal().equals("User:sluice-proxy"))
            .filter(b -> b.entry().operation() == AclOperation.WRITE)
            .filter(b -> b.pattern().name().equals("bgp.audit"))
            .findFirst()
            .orElseThrow();
    admin.deleteAcls(List.of(write.toFilter())).all().get();
    try {
      DocumentedAcls.await(admin, documented.size() - 1);
      only("acls", bridge())
          .fail(
              "acls",
              "User:sluice-proxy may not: Write on topic bgp.audit, which proxy needs",
              "--add --allow-principal 'User:sluice-proxy' --operation Write --topic bgp.audit");
    } finally {
      admin.createAcls(List.of(write)).all().get();
      DocumentedAcls.await(admin, documented.size());
    }
  }

  @Test
  void acls_of_one_half_are_enough_when_none_is_named() throws Exception {
    Findings.by("--only", "acls", "-c", bridge())
        .say("acls", "ok", "what proxy needs, and not what filters needs", "");
  }

  @Test
  void topics_that_are_missing() throws Exception {
    onlyOpen("topics", "missing.")
        .fail("topics", "missing.bgp.to-left is missing", "topics create");
  }

  @Test
  void topics_set_up_otherwise() throws Exception {
    topics("set.").create();
    alter("set.bgp.to-right", "cleanup.policy", "compact");
    alter("set.bgp.to-left", "max.message.bytes", "10000");
    alter("set.bgp.verdicts", "min.insync.replicas", "2");
    alter("set.bgp.audit", "retention.ms", "1000");
    Findings found = onlyOpen("topics", "set.");
    found.fail("topics", "set.bgp.to-right: cleanup.policy is compact", "cleanup.policy=delete");
    found.fail("topics", "set.bgp.to-left: max.message.bytes is 10000", "max.message.bytes=");
    found.fail("topics", "min.insync.replicas is 2, and there are 1", "min.insync.replicas=1");
    found.say("topics", "warn", "set.bgp.audit: retention.ms is 1000", "retention.ms=2592000000");
  }

  private static void alter(String topic, String key, String value) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Collection<AlterConfigOp> change =
        List.of(new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET));
    admin.incrementalAlterConfigs(Map.of(resource, change)).all().get();
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () ->
                admin
                    .describeConfigs(List.of(resource))
                    .all()
                    .get()
                    .get(resource)
                    .get(key)
                    .value()
                    .equals(value));
  }

  @Test
  void topics_that_do_not_go_together() throws Exception {
    topics("odd.").create();
    admin.createPartitions(Map.of("odd.bgp.to-left", NewPartitions.increaseTo(3))).all().get();
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                admin
                        .describeTopics(List.of("odd.bgp.to-left"))
                        .allTopicNames()
                        .get()
                        .values()
                        .iterator()
                        .next()
                        .partitions()
                        .size()
                    == 3);
    onlyOpen("topics", "odd.").fail("topics", "would have different judges", "--alter");
  }

  @Test
  void registry_that_is_not_there() throws Exception {
    only("registry", bridge(":" + registry.port(), ":1"))
        .fail("registry", "the schema registry at http://127.0.0.1:1 does not answer", "");
  }

  @Test
  void registry_that_is_none() throws Exception {
    only("registry", bridge(":" + registry.port(), ":" + registry.port() + "/wrong"))
        .fail("registry", "is no schema registry, or not at this path", "");
  }

  @Test
  void registry_with_a_schema_that_does_not_go_with_ours() throws Exception {
    schemas.register(
        "bad.bgp.audit-value",
        "{\"type\":\"record\",\"name\":\"Other\",\"fields\":[{\"name\":\"x\",\"type\":\"int\"}]}");
    onlyOpen("registry", "bad.")
        .fail("registry", "another schema under bad.bgp.audit-value", "--topic-prefix");
  }

  @Test
  void registry_that_has_none_of_them() throws Exception {
    onlyOpen("registry", "new.")
        .warn(
            "registry", "no schema of this version under new.bgp.to-right-value", "topics create");
    only(
            "registry",
            bridge("registry:", "registry:\n  auto.register.schemas: 'false'"),
            "--topic-prefix",
            "new.")
        .fail("registry", "auto.register.schemas is false", "topics create");
  }

  @Test
  void judge_that_is_not_there() throws Exception {
    topics("idle.").create();
    onlyOpen("judge,loop", "idle.").fail("judge", "no judge is there", "sluice filters");
  }

  @Test
  void judge_that_is_no_judge_and_falls_behind() throws Exception {
    topics("late.").create();
    SchemaIds.register(schemas, new Topics("late."));
    try (KafkaConsumer<byte[], byte[]> stranger = member("late.", List.of("late.bgp.to-right"))) {
      assertThat(stranger.assignment()).hasSize(2);
      onlyOpen("judge", "late.").fail("judge", "no judge has [late.bgp.to-left-0", "--members");
    }
    try (KafkaConsumer<byte[], byte[]> deaf =
        member("late.", List.of("late.bgp.to-right", "late.bgp.to-left"))) {
      assertThat(deaf.assignment()).hasSize(4);
      onlyOpen("judge,loop", "late.").fail("loop", "no verdict within 5 s", "start it anew");
      // What was just asked is the oldest that waits.
      onlyOpen("judge,loop", "late.").fail("judge", "are older than 5 s", "share the work");
    }
  }

  /** A consumer that sits in the judges' group. */
  private static KafkaConsumer<byte[], byte[]> member(String prefix, List<String> topics) {
    Map<String, Object> settings = new HashMap<>(open());
    settings.put("group.id", new Topics(prefix).judgeGroup());
    settings.put("enable.auto.commit", false);
    KafkaConsumer<byte[], byte[]> member =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    member.subscribe(topics);
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              member.poll(Duration.ofMillis(50));
              return !member.assignment().isEmpty();
            });
    return member;
  }

  @Test
  void loop_whose_judges_go_by_another_policy() throws Exception {
    only("loop", bridge("--max-length 24", "--max-length 25")).warn("loop", "go by policy", "anew");
  }

  @Test
  void clock_of_the_registry_that_is_wrong() throws Exception {
    try (ShiftedDate ahead = new ShiftedDate(registry.port(), Duration.ofHours(1))) {
      only("clock", bridge(":" + registry.port(), ":" + ahead.port()))
          .fail("clock", "the schema registry is 3", "timedatectl");
    }
  }

  @Test
  void names_of_checks_that_there_are_not() {
    Outcome outcome = Outcome.of("doctor", "--only", "brokers", "--kafka", broker.open());
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err()).contains("there is no check 'brokers'").contains("  broker ");
  }

  @Test
  void time_that_is_up() throws Exception {
    try (ServerSocket mute = new ServerSocket(0)) {
      Findings found =
          Findings.by(
              "--timeout",
              "1s",
              "--only",
              "broker,topics",
              "--kafka",
              "127.0.0.1:" + mute.getLocalPort());
      found.fail("broker", "no end of it within 1.0 s", "");
      found.say("topics", "not checked", "broker", "");
    }
  }
}
