package io.sluice.cli.secure;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.Console;
import io.sluice.cli.Findings;
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
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;

/**
 * A bridge in two halves on a broker with TLS, passwords and access control, with a schema registry
 * beside it: one for all that is tried on it, for it takes long to start.
 */
final class DoctoredBridge {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  static Path dir;
  static SecuredBroker broker;
  static Admin admin;
  static List<AclBinding> documented;
  static TopicSchemaRegistry schemas;
  static RegistryServer registry;
  static TwoSpeakers speakers;
  static Run filters;
  static Run proxy;
  static int http;
  static int listen;
  private static int files;

  private DoctoredBridge() {}

  static void start(Path folder) throws Exception {
    dir = folder;
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

  static void stop() {
    proxy.close();
    filters.close();
    speakers.close();
    registry.close();
    admin.close();
    broker.close();
  }

  static Map<String, Object> open() {
    return Map.of("bootstrap.servers", broker.open());
  }

  static TopicAdmin topics(String prefix) {
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
  static String bridge(String... changes) throws Exception {
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
  static Findings only(String checks, String file, String... more) throws Exception {
    List<String> words = new ArrayList<>(List.of("proxy", "--only", checks, "-c", file));
    words.addAll(List.of(more));
    return Findings.by(words.toArray(String[]::new));
  }

  static Findings onlyOpen(String checks, String prefix) throws Exception {
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
}
