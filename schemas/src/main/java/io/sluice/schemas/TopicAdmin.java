package io.sluice.schemas;

import io.sluice.schemas.cluster.KafkaTools;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Creates the topics of a tenant, and tells how the ones there differ from what they should be,
 * with the command that mends it.
 */
public final class TopicAdmin {
  private static final int LOOKS = 200;

  private final Admin admin;
  private final Topics topics;
  private final int streamPartitions;
  private final short replication;
  private final KafkaTools tools;
  private final Map<Topic, Duration> retention;

  /**
   * @param streamPartitions partitions of each message topic
   * @param replication replication factor, or -1 for the broker's default
   * @param tools for the commands that are told
   */
  public TopicAdmin(
      Admin admin, Topics topics, int streamPartitions, short replication, KafkaTools tools) {
    this(admin, topics, streamPartitions, replication, Map.of(), tools);
  }

  /**
   * @param retention how long records are kept, for topics where it is not to be the usual time
   */
  public TopicAdmin(
      Admin admin,
      Topics topics,
      int streamPartitions,
      short replication,
      Map<Topic, Duration> retention,
      KafkaTools tools) {
    this.retention = Map.copyOf(retention);
    this.admin = admin;
    this.topics = topics;
    this.streamPartitions = streamPartitions;
    this.replication = replication;
    this.tools = tools;
  }

  /** The same, for a cluster whose address nobody is told. */
  public TopicAdmin(Admin admin, Topics topics, int streamPartitions, short replication) {
    this(admin, topics, streamPartitions, replication, new KafkaTools("HOST:PORT"));
  }

  /** What is to be said of one topic after a look at it. */
  public enum Status {
    CREATED,
    AS_IT_SHOULD_BE,
    DIFFERS,
    MISSING,
    /** It may not even be seen: it is there, or is not. */
    HIDDEN
  }

  /**
   * One topic as it stands.
   *
   * @param topic which one
   * @param name its full name
   * @param status how it compares
   * @param partitions how many there are; 0 when missing
   * @param replicas replication factor; 0 when missing
   * @param remarks what differs and the command that mends it, or what could not be looked at
   */
  public record Report(
      Topic topic,
      String name,
      Status status,
      int partitions,
      int replicas,
      List<String> remarks) {}

  /** Creates what is missing and may be created; what is there stays as it is. */
  public List<Report> create() {
    Set<String> created = create(Topic.values());
    List<Report> reports = describe();
    for (int i = 0; i < LOOKS && reports.stream().anyMatch(r -> lags(r, created)); i++) {
      pause();
      reports = describe();
    }
    return reports.stream()
        .map(r -> created.contains(r.name()) && r.status() == Status.AS_IT_SHOULD_BE ? isNew(r) : r)
        .toList();
  }

  /** A broker may be asked that has not heard yet of what another one created. */
  private static boolean lags(Report report, Set<String> created) {
    return created.contains(report.name()) && report.status() == Status.MISSING;
  }

  private static Report isNew(Report r) {
    return new Report(
        r.topic(), r.name(), Status.CREATED, r.partitions(), r.replicas(), r.remarks());
  }

  /**
   * Creates those of some topics that are missing and may be created.
   *
   * @return the names of those created, by this or at the same time by another
   * @throws KafkaException if one may be created and cannot be
   */
  public Set<String> create(Topic... wanted) {
    Map<Topic, TopicDescription> there = new EnumMap<>(Topic.class);
    // How many partitions the journal gets, the message topics say that are there.
    Set<Topic> asked = new HashSet<>(List.of(wanted));
    asked.add(Topic.TO_RIGHT);
    look(asked, there);
    List<NewTopic> missing = new ArrayList<>();
    for (Topic topic : wanted) {
      if (!there.containsKey(topic)) {
        missing.add(
            new NewTopic(
                    topics.name(topic),
                    Optional.of(partitions(topic, there)),
                    replication < 0 ? Optional.empty() : Optional.of(replication))
                .configs(settings(topic)));
      }
    }
    Set<String> created = new HashSet<>();
    admin
        .createTopics(missing)
        .values()
        .forEach(
            (name, future) -> {
              try {
                get(future);
                created.add(name);
              } catch (TopicExistsException e) {
                created.add(name);
              } catch (AuthorizationException | PolicyViolationException e) {
                // Told by describe(), with the command for someone who may.
              } catch (KafkaException e) {
                throw new KafkaException("cannot create topic " + name + ": " + e.getMessage(), e);
              }
            });
    awaitListed(created);
    return created;
  }

  /** The broker answers a creation before its own list of topics has it. */
  private void awaitListed(Set<String> created) {
    for (int i = 0; i < LOOKS && !names().containsAll(created); i++) {
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException(e);
    }
  }

  private Set<String> names() {
    return get(admin.listTopics().names());
  }

  /** The command that creates a topic as it should be. */
  public String command(Topic topic) {
    return tools.createTopic(
        topics.name(topic), topic.partitions(streamPartitions), replication, settings(topic));
  }

  /** How the topics stand. */
  public List<Report> describe() {
    return describe(Arrays.asList(Topic.values()));
  }

  /** How some topics stand. */
  public List<Report> describe(List<Topic> some) {
    Map<Topic, TopicDescription> there = new EnumMap<>(Topic.class);
    Set<Topic> asked = new HashSet<>(some);
    asked.add(Topic.TO_RIGHT);
    Set<Topic> hidden = look(asked, there);
    Map<Topic, Config> settings = settings(some, there);
    List<Report> reports = new ArrayList<>();
    for (Topic topic : some) {
      TopicDescription d = there.get(topic);
      if (d == null) {
        reports.add(absent(topic, hidden.contains(topic)));
      } else {
        reports.add(compared(topic, d, settings.get(topic), partitions(topic, there)));
      }
    }
    return reports;
  }

  private Report absent(Topic topic, boolean hidden) {
    return new Report(
        topic,
        topics.name(topic),
        hidden ? Status.HIDDEN : Status.MISSING,
        0,
        0,
        List.of(
            hidden
                ? "not there, or this user may not see it: " + command(topic)
                : "missing: run sluice topics create, or " + command(topic)));
  }

  private Report compared(Topic topic, TopicDescription d, Config settings, int wanted) {
    List<String> differences = new ArrayList<>();
    int partitions = d.partitions().size();
    if (partitions != wanted) {
      differences.add(
          "has "
              + partitions
              + " partitions, "
              + wanted
              + " are wanted: "
              + (partitions < wanted
                  ? tools.alterPartitions(d.name(), wanted) + " (sessions move then)"
                  : "they cannot be made fewer; --partitions " + partitions + " is another way"));
    }
    if (settings != null) {
      settings(topic)
          .forEach(
              (key, value) -> {
                String actual = settings.get(key) == null ? null : settings.get(key).value();
                if (!value.equals(actual)) {
                  differences.add(
                      key
                          + " is "
                          + actual
                          + ", "
                          + value
                          + " is wanted: "
                          + tools.alterSetting(d.name(), key, value));
                }
              });
    }
    Status status = differences.isEmpty() ? Status.AS_IT_SHOULD_BE : Status.DIFFERS;
    if (settings == null && differences.isEmpty()) {
      differences.add("this user may not see its settings (DescribeConfigs)");
    }
    return new Report(
        topic,
        d.name(),
        status,
        partitions,
        d.partitions().get(0).replicas().size(),
        List.copyOf(differences));
  }

  /** A journal belongs to each partition of the message topics, however many there are. */
  private int partitions(Topic topic, Map<Topic, TopicDescription> there) {
    TopicDescription messages = there.get(Topic.TO_RIGHT);
    return topic.partitions(
        topic == Topic.JOURNAL && messages != null
            ? messages.partitions().size()
            : streamPartitions);
  }

  private Map<String, String> settings(Topic topic) {
    Map<String, String> settings = new TreeMap<>(topic.settings());
    Duration kept = retention.get(topic);
    if (kept != null) {
      settings.put("retention.ms", Long.toString(kept.toMillis()));
    }
    return settings;
  }

  /** Finds those that are there; returns those that may not be seen. */
  private Set<Topic> look(Set<Topic> asked, Map<Topic, TopicDescription> there) {
    Map<String, KafkaFuture<TopicDescription>> answers =
        admin.describeTopics(asked.stream().map(topics::name).toList()).topicNameValues();
    Set<Topic> hidden = new HashSet<>();
    for (Topic topic : asked) {
      try {
        there.put(topic, get(answers.get(topics.name(topic))));
      } catch (UnknownTopicOrPartitionException e) {
        // Missing: it is in neither set.
      } catch (AuthorizationException e) {
        hidden.add(topic);
      }
    }
    return hidden;
  }

  /** The settings of those that are there, though a broker may have to hear of them first. */
  private Map<Topic, Config> settings(List<Topic> some, Map<Topic, TopicDescription> there) {
    for (int look = 1; ; look++) {
      try {
        return ask(some, there);
      } catch (UnknownTopicOrPartitionException e) {
        if (look == LOOKS) {
          throw e;
        }
        pause();
      }
    }
  }

  private Map<Topic, Config> ask(List<Topic> some, Map<Topic, TopicDescription> there) {
    Map<Topic, ConfigResource> resources = new HashMap<>();
    for (Topic topic : some) {
      if (there.containsKey(topic)) {
        resources.put(topic, new ConfigResource(ConfigResource.Type.TOPIC, topics.name(topic)));
      }
    }
    Map<ConfigResource, KafkaFuture<Config>> answers =
        admin.describeConfigs(resources.values()).values();
    Map<Topic, Config> settings = new EnumMap<>(Topic.class);
    resources.forEach(
        (topic, resource) -> {
          try {
            settings.put(topic, get(answers.get(resource)));
          } catch (AuthorizationException e) {
            // What it may not see, it cannot compare.
          }
        });
    return settings;
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException k ? k : new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException(e);
    }
  }
}
