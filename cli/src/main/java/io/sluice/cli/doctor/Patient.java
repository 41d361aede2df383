package io.sluice.cli.doctor;

import io.sluice.cli.OperatorException;
import io.sluice.cli.broker.BrokerPorts;
import io.sluice.cli.run.live.Plan;
import io.sluice.proxy.LegConfig;
import io.sluice.proxy.SessionConfig;
import io.sluice.schemas.Topic;
import io.sluice.schemas.Topics;
import io.sluice.schemas.cluster.ClientFault;
import io.sluice.schemas.registry.RegistrySettings;
import io.sluice.schemas.registry.RestSchemaRegistry;
import io.sluice.schemas.registry.SchemaRegistry;
import io.sluice.schemas.registry.TopicSchemaRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;

/**
 * What is to be examined: a run as it is written, and what several checks need to know of it. What
 * is expensive is made when it is first asked for. Thread safe.
 */
final class Patient implements AutoCloseable {
  /** Longest wait for one answer of Kafka. */
  private static final int ANSWER_MILLIS = 5000;

  private final Plan plan;
  private final String commandLine;
  private final BrokerPorts own;
  private Admin admin;
  private RunningProcess process;

  /**
   * @param plan what would run
   * @param commandLine how the cluster is named on a command line, for commands that are told
   */
  Patient(Plan plan, String commandLine) {
    this.plan = plan;
    this.commandLine = commandLine;
    Path file = plan.data().path().resolve("broker.properties");
    this.own = plan.isEmbedded() && Files.exists(file) ? BrokerPorts.of(file, null) : null;
  }

  Plan plan() {
    return plan;
  }

  /**
   * A command of ours for the same file or cluster.
   *
   * @param words the command's name and what it does; empty for a run
   */
  String sluice(String words) {
    return "sluice" + (words.isEmpty() ? "" : " ") + words + commandLine;
  }

  /** Whether the run begins a broker of its own, and has not yet. */
  boolean hasNoBrokerYet() {
    return plan.isEmbedded() && own == null;
  }

  /** Settings with which a client finds Kafka; none while there is no broker yet. */
  Map<String, Object> client() {
    if (hasNoBrokerYet()) {
      return Map.of();
    }
    Map<String, Object> client =
        plan.isEmbedded()
            ? new HashMap<>(Map.of("bootstrap.servers", own.host() + ":" + own.broker()))
            : new HashMap<>(plan.options().kafka().client());
    client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
    client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
    client.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, ANSWER_MILLIS);
    client.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, ANSWER_MILLIS + 1000);
    return client;
  }

  /** An admin client for all checks. */
  synchronized Admin admin() {
    if (admin == null) {
      Map<String, Object> client = client();
      try {
        admin = Admin.create(client);
      } catch (KafkaException e) {
        throw new OperatorException(ClientFault.of(e, client).text(), e);
      }
    }
    return admin;
  }

  Topics topics() {
    return plan.options().kafka().topics();
  }

  /** How the schema registry is reached; {@code null} for one in a topic of the cluster. */
  RegistrySettings registrySettings() {
    return own != null
        ? RegistrySettings.of("http://127.0.0.1:" + own.registry())
        : plan.options().registry().settings();
  }

  /** The schema registry; the caller closes it. */
  SchemaRegistry registry() {
    RegistrySettings settings = registrySettings();
    return settings == null
        ? new TopicSchemaRegistry(topics().name(Topic.SCHEMAS), client())
        : new RestSchemaRegistry(settings);
  }

  /** The topics that its parts use. */
  List<Topic> usedTopics() {
    List<Topic> used = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      if (plan.half().parts().stream()
          .anyMatch(part -> part.topics(topics(), registrySettings() == null).contains(topic))) {
        used.add(topic);
      }
    }
    return used;
  }

  /**
   * An end of a session.
   *
   * @param session the session's name
   * @param side left or right
   * @param leg how its connection is made
   */
  record End(String session, String side, LegConfig leg) {}

  /** The ends that this process holds, without those of a speaker. */
  List<End> ends() {
    List<End> ends = new ArrayList<>();
    if (plan.half().hasProxy()) {
      for (SessionConfig session : plan.sessions()) {
        ends.add(new End(session.id(), "left", session.left()));
        ends.add(new End(session.id(), "right", session.right()));
      }
    }
    return ends;
  }

  /** Longest wait for a verdict of all sessions that there are. */
  Duration deadline() {
    return plan.sessions().stream()
        .map(s -> s.toRight().deadline())
        .min(Duration::compareTo)
        .orElse(plan.options().deadline());
  }

  /** The process that runs, as its HTTP port tells. */
  synchronized RunningProcess process() {
    if (process == null) {
      process = RunningProcess.ask(plan.options().http(), plan.environment());
    }
    return process;
  }

  @Override
  public synchronized void close() {
    if (admin != null) {
      admin.close(Duration.ZERO);
    }
  }
}
