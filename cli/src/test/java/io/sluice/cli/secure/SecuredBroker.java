package io.sluice.cli.secure;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A broker with access control and a listener for each way to say who one is: SASL over TLS, TLS
 * with client certificates, and one in the clear for the test itself, which may do all.
 */
final class SecuredBroker implements AutoCloseable {
  static final List<String> USERS =
      List.of(
          "sluice-proxy",
          "sluice-filters",
          "sluice-load",
          "sluice-topics",
          "sluice-reader",
          "tenant-red",
          "tenant-blue");
  private static final String OPEN = "PLAINTEXT";
  private static final String LOST = "LOST";
  private static final int REAUTHENTICATION_MILLIS = 3000;

  private final Path folder;
  private final Certificates certificates;
  private final TokenEndpoint tokens;
  private final KafkaRaftServer server;
  private final Map<String, Integer> ports;

  /** How a client says who it is. */
  enum Way {
    SCRAM,
    PLAIN,
    OAUTHBEARER,
    MUTUAL_TLS
  }

  SecuredBroker(Path folder) throws Exception {
    this.folder = folder;
    this.certificates = new Certificates(folder.resolve("ca"), "test-ca");
    this.tokens = new TokenEndpoint(folder);
    this.ports = ports(OPEN, "SECURE", "MUTUAL", LOST, "CONTROLLER");
    Path data = Files.createDirectory(folder.resolve("kafka"));
    new Formatter()
        .setClusterId(Uuid.randomUuid().toString())
        .setNodeId(1)
        .setControllerListenerName("CONTROLLER")
        .setMetadataLogDirectory(data.toString())
        .addDirectory(data.toString())
        .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
        .run();
    String allowed = "org.apache.kafka.sasl.oauthbearer.allowed.urls";
    System.setProperty(allowed, tokens.keysUrl());
    server = new KafkaRaftServer(KafkaConfig.fromProps(settings(data)), Time.SYSTEM);
    server.startup();
    // What clients ask, the product is to allow by itself.
    System.clearProperty(allowed);
    know(USERS.toArray(String[]::new));
  }

  /** Gives users their passwords for SCRAM. */
  void know(String... users) throws Exception {
    ScramCredentialInfo how = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
    alter(users, user -> new UserScramCredentialUpsertion(user, how, "secret-" + user));
  }

  /** Takes them away; who is in has to come in again within {@link #REAUTHENTICATION_MILLIS}. */
  void forget(String... users) throws Exception {
    alter(users, user -> new UserScramCredentialDeletion(user, ScramMechanism.SCRAM_SHA_512));
  }

  private void alter(String[] users, Function<String, UserScramCredentialAlteration> change)
      throws Exception {
    try (Admin admin = admin()) {
      admin.alterUserScramCredentials(Stream.of(users).map(change).toList()).all().get();
    }
  }

  private static Map<String, Integer> ports(String... names) throws IOException {
    Map<String, Integer> ports = new java.util.LinkedHashMap<>();
    List<ServerSocket> open = new ArrayList<>();
    for (String name : names) {
      ServerSocket socket = new ServerSocket(0);
      open.add(socket);
      ports.put(name, socket.getLocalPort());
    }
    for (ServerSocket socket : open) {
      socket.close();
    }
    return ports;
  }

  private Properties settings(Path data) throws Exception {
    Properties p = new Properties();
    p.put("process.roles", "broker,controller");
    p.put("node.id", "1");
    StringBuilder listeners = new StringBuilder();
    ports.forEach(
        (name, port) ->
            listeners
                .append(listeners.length() == 0 ? "" : ",")
                .append(name + "://127.0.0.1:" + port));
    p.put("listeners", listeners.toString());
    p.put(
        "advertised.listeners",
        listeners
            .toString()
            .replaceFirst(",CONTROLLER:.*", "")
            .replaceFirst(LOST + "://[^,]*", LOST + "://no-such-broker.invalid:9092"));
    p.put(
        "listener.security.protocol.map",
        OPEN + ":PLAINTEXT," + LOST + ":PLAINTEXT,SECURE:SASL_SSL,MUTUAL:SSL,CONTROLLER:PLAINTEXT");
    p.put("controller.listener.names", "CONTROLLER");
    p.put("inter.broker.listener.name", OPEN);
    p.put("controller.quorum.voters", "1@127.0.0.1:" + ports.get("CONTROLLER"));
    p.put("log.dirs", data.toString());
    for (String one :
        new String[] {
          "offsets.topic.replication.factor",
          "transaction.state.log.replication.factor",
          "share.coordinator.state.topic.replication.factor",
          "default.replication.factor",
          "transaction.state.log.min.isr",
          "share.coordinator.state.topic.min.isr",
          "share.coordinator.state.topic.num.partitions",
          "offsets.topic.num.partitions",
          "transaction.state.log.num.partitions"
        }) {
      p.put(one, "1");
    }
    p.put("group.initial.rebalance.delay.ms", "0");
    p.put("log.cleaner.dedupe.buffer.size", "2097152");
    p.put("auto.create.topics.enable", "false");
    p.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    p.put("super.users", "User:ANONYMOUS");
    p.put("ssl.keystore.location", certificates.identity("broker", "127.0.0.1").toString());
    p.put("ssl.keystore.password", Certificates.PASSWORD);
    p.put("ssl.keystore.type", "PKCS12");
    p.put("ssl.truststore.location", certificates.trust().toString());
    p.put("ssl.truststore.password", Certificates.PASSWORD);
    p.put("ssl.truststore.type", "PKCS12");
    p.put("listener.name.mutual.ssl.client.auth", "required");
    p.put("ssl.principal.mapping.rules", "RULE:^CN=([^,]+).*$/$1/");
    String secure = "listener.name.secure.";
    p.put(secure + "sasl.enabled.mechanisms", "SCRAM-SHA-512,PLAIN,OAUTHBEARER");
    p.put(
        secure + "scram-sha-512.sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required;");
    p.put(
        secure + "scram-sha-512.connections.max.reauth.ms",
        Integer.toString(REAUTHENTICATION_MILLIS));
    StringBuilder users = new StringBuilder();
    USERS.forEach(user -> users.append(" user_" + user + "=\"secret-" + user + "\""));
    p.put(
        secure + "plain.sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required" + users + ";");
    String bearer = secure + "oauthbearer.";
    p.put(
        bearer + "sasl.jaas.config",
        "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required;");
    p.put(
        bearer + "sasl.server.callback.handler.class",
        "org.apache.kafka.common.security.oauthbearer.OAuthBearerValidatorCallbackHandler");
    p.put("sasl.oauthbearer.jwks.endpoint.url", tokens.keysUrl());
    p.put("sasl.oauthbearer.expected.audience", "kafka");
    return p;
  }

  Certificates certificates() {
    return certificates;
  }

  /** Address of the listener in the clear. */
  String open() {
    return "127.0.0.1:" + ports.get(OPEN);
  }

  /** Address of one that sends clients to a host that there is not. */
  String misleading() {
    return "127.0.0.1:" + ports.get(LOST);
  }

  /** Address of the listener for a way. */
  String address(Way way) {
    return "127.0.0.1:" + ports.get(way == Way.MUTUAL_TLS ? "MUTUAL" : "SECURE");
  }

  /** One who may do everything. */
  Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", open()));
  }

  /** What a user sets to be known in a way. */
  Properties client(Way way, String user) throws Exception {
    Properties p = new Properties();
    p.put("bootstrap.servers", address(way));
    p.put("ssl.truststore.location", certificates.trust().toString());
    p.put("ssl.truststore.password", Certificates.PASSWORD);
    p.put("ssl.truststore.type", "PKCS12");
    if (way == Way.MUTUAL_TLS) {
      p.put("security.protocol", "SSL");
      p.put("ssl.keystore.location", certificates.identity(user, null).toString());
      p.put("ssl.keystore.password", Certificates.PASSWORD);
      p.put("ssl.keystore.type", "PKCS12");
      return p;
    }
    p.put("security.protocol", "SASL_SSL");
    String module = "org.apache.kafka.common.security.";
    String login = " required username=\"" + user + "\" password=\"secret-" + user + "\";";
    switch (way) {
      case SCRAM -> {
        p.put("sasl.mechanism", "SCRAM-SHA-512");
        p.put("sasl.jaas.config", module + "scram.ScramLoginModule" + login);
      }
      case PLAIN -> {
        p.put("sasl.mechanism", "PLAIN");
        p.put("sasl.jaas.config", module + "plain.PlainLoginModule" + login);
      }
      default -> {
        p.put("sasl.mechanism", "OAUTHBEARER");
        p.put(
            "sasl.login.callback.handler.class",
            module + "oauthbearer.OAuthBearerLoginCallbackHandler");
        p.put("sasl.oauthbearer.token.endpoint.url", tokens.url());
        p.put("sasl.jaas.config", module + "oauthbearer.OAuthBearerLoginModule required;");
        p.put("sasl.oauthbearer.client.credentials.client.id", user);
        p.put("sasl.oauthbearer.client.credentials.client.secret", "secret-" + user);
      }
    }
    return p;
  }

  /** The same as a file. */
  String file(Properties settings, String name) throws IOException {
    Path file = folder.resolve(name + ".properties");
    try (OutputStream out = Files.newOutputStream(file)) {
      settings.store(out, null);
    }
    return file.toString();
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
    tokens.close();
  }
}
