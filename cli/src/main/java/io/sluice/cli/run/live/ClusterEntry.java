package io.sluice.cli.run.live;

import io.sluice.cli.KafkaOptions;
import io.sluice.cli.OperatorException;
import io.sluice.schemas.Topic;
import io.sluice.schemas.TopicAdmin;
import io.sluice.schemas.TopicAdmin.Report;
import io.sluice.schemas.TopicAdmin.Status;
import io.sluice.schemas.cluster.AccessCheck;
import io.sluice.schemas.cluster.ClientFault;
import io.sluice.schemas.cluster.KafkaTools;
import io.sluice.schemas.cluster.Need;
import io.sluice.schemas.cluster.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way into a cluster that was named: does it answer, does it know who this is, are the topics
 * there, is allowed what will be needed. Whatever is wrong is told here, before a session depends
 * on it.
 */
final class ClusterEntry {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterEntry.class);

  private final KafkaOptions options;
  private final Map<String, Object> client;
  private final Set<Part> parts;
  private final boolean schemasInTopic;

  /**
   * @param parts what runs in this process
   * @param schemasInTopic whether the schema registry is the topic of schemas
   */
  ClusterEntry(KafkaOptions options, Set<Part> parts, boolean schemasInTopic) {
    this.options = options;
    this.client = options.client();
    this.parts = parts;
    this.schemasInTopic = schemasInTopic;
  }

  /**
   * Goes through all of it.
   *
   * @throws OperatorException if something is wrong
   */
  void pass() {
    try (Admin admin = options.admin()) {
      FirstAnswer.await(admin, client);
      LOG.info("Kafka cluster at {}", client.get("bootstrap.servers"));
      List<Need> needs =
          parts.stream()
              .flatMap(part -> part.needs(options.topics(), schemasInTopic).stream())
              .toList();
      TopicAdmin topics = options.topicAdmin(admin);
      AccessCheck access = new AccessCheck(admin);
      AccessCheck.Answer answer = access.look(needs);
      if (!answer.missing().isEmpty()) {
        Set<String> created = topics.create(topics().toArray(Topic[]::new));
        created.forEach(name -> LOG.debug("created topic {}", name));
        answer = access.look(needs, created);
      }
      tellMissing(answer.missing(), topics);
      tellDenied(answer.denied());
      tellDifferences(topics.describe(topics()));
    } catch (KafkaException e) {
      throw new OperatorException(ClientFault.of(e, client).text(), e);
    }
  }

  private List<Topic> topics() {
    List<Topic> topics = new ArrayList<>();
    for (Part part : parts) {
      part.topics(options.topics(), schemasInTopic).stream()
          .filter(topic -> !topics.contains(topic))
          .forEach(topics::add);
    }
    return topics;
  }

  private void tellMissing(Set<String> missing, TopicAdmin topics) {
    if (missing.isEmpty()) {
      return;
    }
    throw new OperatorException(
        "topics are missing and "
            + "this user may not create them; someone who may has to run:\n"
            + topics().stream()
                .filter(topic -> missing.contains(options.topics().name(topic)))
                .map(topic -> "  " + topics.command(topic))
                .collect(Collectors.joining("\n")));
  }

  private void tellDenied(List<Need> denied) {
    if (denied.isEmpty()) {
      return;
    }
    KafkaTools tools = options.tools();
    String who = KafkaTools.principal(client);
    throw new OperatorException(
        "Kafka lets "
            + who
            + " not do what "
            + parts.stream().map(Part::word).sorted().collect(Collectors.joining(" and "))
            + " needs ("
            + denied.stream().map(Need::toString).collect(Collectors.joining("; "))
            + "), or the topic is not there; someone who may has to run:\n"
            + denied.stream()
                .map(need -> "  " + tools.allow(who, need))
                .collect(Collectors.joining("\n")));
  }

  private static void tellDifferences(List<Report> reports) {
    for (Report report : reports) {
      if (report.status() == Status.DIFFERS) {
        report.remarks().forEach(remark -> LOG.warn("topic {}: {}", report.name(), remark));
      }
    }
  }
}
