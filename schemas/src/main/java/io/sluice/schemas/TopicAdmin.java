package io.sluice.schemas;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics of a tenant, and tells how the ones there differ from what they should be. */
public final class TopicAdmin {
  private static final int LOOKS = 200;

  private final Admin admin;
  private final Topics topics;
  private final int streamPartitions;
  private final short replication;

  /**
   * @param streamPartitions partitions of each message topic
   * @param replication replication factor, or -1 for the broker's default
   */
  public TopicAdmin(Admin admin, Topics topics, int streamPartitions, short replication) {
    this.admin = admin;
    this.topics = topics;
    this.streamPartitions = streamPartitions;
    this.replication = replication;
  }

  /** What is to be said of one topic after a look at it. */
  public enum Status {
    CREATED,
    AS_IT_SHOULD_BE,
    DIFFERS,
    MISSING
  }

  /**
   * One topic as it stands.
   *
   * @param topic which one
   * @param name its full name
   * @param status how it compares
   * @param partitions how many there are; 0 when missing
   * @param replicas replication factor; 0 when missing
   * @param remarks what differs and how to mend it
   */
  public record Report(
      Topic topic,
      String name,
      Status status,
      int partitions,
      int replicas,
      List<String> remarks) {}

  /** Creates what is missing; what is there stays as it is. */
  public List<Report> create() {
    Set<String> created = create(Topic.values());
    List<Report> reports = new ArrayList<>();
    for (Report r : describe()) {
      boolean isNew = created.contains(r.name()) && r.status() != Status.DIFFERS;
      reports.add(
          isNew
              ? new Report(
                  r.topic(), r.name(), Status.CREATED, r.partitions(), r.replicas(), r.remarks())
              : r);
    }
    return reports;
  }

  /**
   * Creates those of some topics that are missing.
   *
   * @return the names of those created
   */
  public Set<String> create(Topic... wanted) {
    Set<String> there = names();
    List<NewTopic> missing = new ArrayList<>();
    for (Topic topic : wanted) {
      if (!there.contains(topics.name(topic))) {
        missing.add(
            new NewTopic(
                    topics.name(topic),
                    java.util.Optional.of(topic.partitions(streamPartitions)),
                    replication < 0
                        ? java.util.Optional.empty()
                        : java.util.Optional.of(replication))
                .configs(topic.settings()));
      }
    }
    Set<String> created = new HashSet<>();
    admin
        .createTopics(missing)
        .values()
        .forEach(
            (name, future) -> {
              try {
                future.get();
                created.add(name);
              } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                  throw new KafkaException(
                      "cannot create topic " + name + ": " + e.getCause().getMessage(),
                      e.getCause());
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new KafkaException(e);
              }
            });
    awaitListed(created);
    return created;
  }

  /** The broker answers a creation before its own list of topics has it. */
  private void awaitListed(Set<String> created) {
    for (int i = 0; i < LOOKS && !names().containsAll(created); i++) {
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new KafkaException(e);
      }
    }
  }

  /** How the topics stand. */
  public List<Report> describe() {
    Set<String> there = names();
    List<String> ours = new ArrayList<>();
    List<ConfigResource> resources = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      String name = topics.name(topic);
      if (there.contains(name)) {
        ours.add(name);
        resources.add(new ConfigResource(ConfigResource.Type.TOPIC, name));
      }
    }
    Map<String, TopicDescription> descriptions = get(admin.describeTopics(ours).allTopicNames());
    var configs = get(admin.describeConfigs(resources).all());
    List<Report> reports = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      String name = topics.name(topic);
      TopicDescription d = descriptions.get(name);
      if (d == null) {
        reports.add(
            new Report(
                topic, name, Status.MISSING, 0, 0, List.of("missing: run sluice topics create")));
        continue;
      }
      var config = configs.get(new ConfigResource(ConfigResource.Type.TOPIC, name));
      List<String> remarks = new ArrayList<>();
      int wanted = topic.partitions(streamPartitions);
      if (d.partitions().size() != wanted) {
        remarks.add(
            "has "
                + d.partitions().size()
                + " partitions, "
                + wanted
                + " are wanted: kafka-topics --alter --partitions adds some; sessions move then");
      }
      new TreeMap<>(topic.settings())
          .forEach(
              (key, value) -> {
                String actual = config.get(key) == null ? null : config.get(key).value();
                if (!value.equals(actual)) {
                  remarks.add(
                      key
                          + " is "
                          + actual
                          + ", "
                          + value
                          + " is wanted: kafka-configs --alter --add-config "
                          + key
                          + "="
                          + value);
                }
              });
      reports.add(
          new Report(
              topic,
              name,
              remarks.isEmpty() ? Status.AS_IT_SHOULD_BE : Status.DIFFERS,
              d.partitions().size(),
              d.partitions().get(0).replicas().size(),
              List.copyOf(remarks)));
    }
    return reports;
  }

  private Set<String> names() {
    return get(admin.listTopics().names());
  }

  private static <T> T get(org.apache.kafka.common.KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new KafkaException(
          "the cluster does not answer: " + e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException(e);
    }
  }
}
