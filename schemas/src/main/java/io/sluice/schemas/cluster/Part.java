package io.sluice.schemas.cluster;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import io.sluice.schemas.Topic;
import io.sluice.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;

/**
 * The parts that may run with a Kafka user of their own, and the least that each has to be allowed.
 * The one place where this is said: the check at a start and the documentation are made from it.
 */
public enum Part {
  /** Holds the sessions. */
  PROXY,
  /** The judges. */
  FILTERS,
  /** Puts archives into the topics. */
  LOAD,
  /** Creates topics and looks at them. */
  TOPICS,
  /** Any consumer of the audit, as the one that fills the lake. */
  READER;

  /** How the part is called on a command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * What it needs.
   *
   * @param schemasInTopic whether the schema registry is the topic of schemas
   */
  public List<Need> needs(Topics topics, boolean schemasInTopic) {
    List<Need> needs = new ArrayList<>();
    switch (this) {
      case PROXY -> {
        // Read as well: after an outage it looks up which records did arrive.
        for (Topic t : List.of(Topic.TO_RIGHT, Topic.TO_LEFT, Topic.SESSIONS, Topic.AUDIT)) {
          needs.add(Need.topic(topics.name(t), READ, WRITE));
        }
        needs.add(Need.topic(topics.name(Topic.VERDICTS), READ));
        // Tells "no judge" from "a slow judge".
        needs.add(group(topics.judgeGroup(), false, DESCRIBE));
      }
      case FILTERS -> {
        needs.add(Need.topic(topics.name(Topic.TO_RIGHT), READ));
        needs.add(Need.topic(topics.name(Topic.TO_LEFT), READ));
        needs.add(Need.topic(topics.name(Topic.VERDICTS), WRITE));
        needs.add(Need.topic(topics.name(Topic.QUARANTINE), WRITE));
        // Read as well: the events of stages are logged from there.
        needs.add(Need.topic(topics.name(Topic.AUDIT), READ, WRITE));
        needs.add(Need.topic(topics.name(Topic.JOURNAL), READ, WRITE));
        needs.add(group(topics.judgeGroup(), false, READ));
      }
      case LOAD -> {
        // Read as well: its position is an offset of the topic.
        needs.add(Need.topic(topics.name(Topic.TO_RIGHT), READ, WRITE));
        needs.add(Need.topic(topics.name(Topic.TO_LEFT), READ, WRITE));
        needs.add(Need.topic(topics.name(Topic.SESSIONS), WRITE));
        needs.add(group(topics.loadGroups(), true, READ));
        needs.add(
            new Need(ResourceType.TRANSACTIONAL_ID, topics.loadGroups(), true, Set.of(WRITE)));
      }
      case TOPICS ->
          Stream.of(Topic.values())
              .filter(t -> t != Topic.SCHEMAS)
              .forEach(
                  t -> needs.add(Need.topic(topics.name(t), CREATE, DESCRIBE, DESCRIBE_CONFIGS)));
      case READER -> {
        needs.add(Need.topic(topics.name(Topic.AUDIT), READ));
        needs.add(group(topics.prefix() + "lake", false, READ));
      }
    }
    if (schemasInTopic) {
      // Who creates the topics registers the schemas too; the others find them there.
      needs.add(
          this == TOPICS
              ? Need.topic(
                  topics.name(Topic.SCHEMAS), CREATE, DESCRIBE, DESCRIBE_CONFIGS, READ, WRITE)
              : Need.topic(topics.name(Topic.SCHEMAS), READ));
    }
    return needs;
  }

  /** The topics that must be there before the part can work. */
  public List<Topic> topics(Topics topics, boolean schemasInTopic) {
    Set<String> names =
        Set.copyOf(
            needs(topics, schemasInTopic).stream()
                .filter(n -> n.type() == ResourceType.TOPIC)
                .map(Need::name)
                .toList());
    return Stream.of(Topic.values()).filter(t -> names.contains(topics.name(t))).toList();
  }

  private static Need group(String name, boolean prefixed, AclOperation operation) {
    return new Need(ResourceType.GROUP, name, prefixed, Set.of(operation));
  }
}
