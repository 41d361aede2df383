package io.sluice.filters.streams;

import io.sluice.schemas.Topic;
import io.sluice.schemas.Topics;
import io.sluice.schemas.cluster.TopicLookup;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * A look at the cluster before a judge starts: are the topics there, how many partitions have they,
 * and how soon may a judge be missed.
 */
final class TopicCheck implements AutoCloseable {
  private static final long REFRESH_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Map<String, Object> kafka;
  private final Topics topics;
  private final Admin admin;
  private final AtomicLong refreshed = new AtomicLong(System.nanoTime() - REFRESH_NANOS);

  TopicCheck(Map<String, Object> kafka, Topics topics) {
    this.kafka = kafka;
    this.topics = topics;
    Map<String, Object> settings = new HashMap<>();
    kafka.forEach(
        (name, value) -> {
          if (AdminClientConfig.configNames().contains(name)) {
            settings.put(name, value);
          }
        });
    this.admin = Admin.create(settings);
  }

  /** Tells how many partitions the verdicts have. */
  int check() {
    List<String> names =
        Stream.of(Topic.TO_RIGHT, Topic.TO_LEFT, Topic.VERDICTS, Topic.AUDIT, Topic.QUARANTINE)
            .map(topics::name)
            .toList();
    Map<String, TopicDescription> there;
    try {
      there = TopicLookup.describe(admin, names);
    } catch (UnknownTopicOrPartitionException e) {
      throw new IllegalStateException(
          "topic " + e.getMessage() + " is missing: run sluice topics create", e);
    }
    int right = there.get(topics.name(Topic.TO_RIGHT)).partitions().size();
    int left = there.get(topics.name(Topic.TO_LEFT)).partitions().size();
    if (right != left) {
      throw new IllegalStateException(
          topics.name(Topic.TO_RIGHT)
              + " has "
              + right
              + " partitions, "
              + topics.name(Topic.TO_LEFT)
              + " has "
              + left
              + ": give both the same number with kafka-topics --alter --partitions");
    }
    return there.get(topics.name(Topic.VERDICTS)).partitions().size();
  }

  /** How soon a judge that died may be missed, milliseconds. */
  int sessionTimeoutMillis() {
    return SessionTimeout.millis(BrokerSettings.of(admin));
  }

  /** Has the brokers know what a group of Kafka Streams' own protocol needs. */
  void settleGroup(int standbys) {
    GroupSettings.settle(admin, topics.judgeGroup(), BrokerSettings.of(admin), standbys, kafka);
  }

  /** Asks again how many partitions the verdicts have, at most every five seconds. */
  void refresh(IntConsumer partitions) {
    long before = refreshed.get();
    long now = System.nanoTime();
    if (now - before >= REFRESH_NANOS && refreshed.compareAndSet(before, now)) {
      String name = topics.name(Topic.VERDICTS);
      admin
          .describeTopics(List.of(name))
          .topicNameValues()
          .get(name)
          .whenComplete(
              (description, e) -> {
                if (description != null) {
                  partitions.accept(description.partitions().size());
                }
              });
    }
  }

  @Override
  public void close() {
    admin.close(java.time.Duration.ofSeconds(2));
  }
}
