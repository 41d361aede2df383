package io.sluice.cli.doctor;

import io.sluice.schemas.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** Whether judges are there, have all partitions among them, and keep up. */
final class JudgeCheck {
  /** Judges commit every two seconds; younger than this, a record may have been judged. */
  private static final Duration COMMITTED = Duration.ofSeconds(5);

  private final Patient patient;
  private final Admin admin;

  JudgeCheck(Patient patient) {
    this.patient = patient;
    this.admin = patient.admin();
  }

  List<Finding> look() throws Exception {
    String group = patient.topics().judgeGroup();
    String start = patient.sluice(patient.plan().isEmbedded() ? "" : "filters");
    ConsumerGroupDescription judges;
    try {
      judges = admin.describeConsumerGroups(List.of(group)).describedGroups().get(group).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return streams(group, start);
      }
      throw e;
    }
    int count = judges.members().size();
    if (count == 0) {
      return List.of(
          Finding.fail("no judge is there: the group " + group + " has no members", start));
    }
    if (judges.groupState() != GroupState.STABLE) {
      return List.of(
          Finding.warn(
              count + " judges are sharing the partitions out just now", "look again in a moment"));
    }
    List<TopicPartition> partitions = partitions();
    Set<TopicPartition> taken = new HashSet<>();
    judges.members().forEach(m -> taken.addAll(m.assignment().topicPartitions()));
    List<TopicPartition> left = partitions.stream().filter(p -> !taken.contains(p)).toList();
    List<Finding> findings = new ArrayList<>();
    if (!left.isEmpty()) {
      findings.add(
          Finding.fail(
              "no judge has " + left + ": members of the group " + group + " read something else",
              "stop what else uses that group: kafka-consumer-groups.sh --describe --members"
                  + " --group "
                  + group));
    }
    long behind = lag(group, partitions, findings);
    if (findings.isEmpty()) {
      findings.add(
          Finding.ok(
              (count == 1 ? "1 judge has" : count + " judges have")
                  + " all "
                  + partitions.size()
                  + " partitions, "
                  + behind
                  + " records since the last commit"));
    }
    return findings;
  }

  /** The group may be one of the Streams protocol (KIP-1071), which is described otherwise. */
  private List<Finding> streams(String group, String start) throws InterruptedException {
    try {
      int count =
          admin
              .describeStreamsGroups(List.of(group))
              .describedGroups()
              .get(group)
              .get()
              .members()
              .size();
      if (count > 0) {
        return List.of(
            Finding.ok(
                (count == 1 ? "1 judge is" : count + " judges are")
                    + " there, in a group of Kafka Streams' own protocol; see loop"));
      }
    } catch (ExecutionException e) {
      // Then there is none of that kind either.
    }
    return List.of(Finding.fail("no judge is there (group " + group + ")", start));
  }

  private List<TopicPartition> partitions() throws Exception {
    List<String> names =
        List.of(patient.topics().name(Topic.TO_RIGHT), patient.topics().name(Topic.TO_LEFT));
    List<TopicPartition> partitions = new ArrayList<>();
    for (TopicDescription t :
        new TreeMap<>(admin.describeTopics(names).allTopicNames().get()).values()) {
      t.partitions().forEach(p -> partitions.add(new TopicPartition(t.name(), p.partition())));
    }
    return partitions;
  }

  /** How many records are not judged, or not known to be; what waits too long is a finding. */
  private long lag(String group, List<TopicPartition> partitions, List<Finding> findings)
      throws Exception {
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    long now = Instant.now().toEpochMilli();
    Map<TopicPartition, ListOffsetsResultInfo> ends = offsets(partitions, OffsetSpec.latest());
    Map<TopicPartition, ListOffsetsResultInfo> begins = offsets(partitions, OffsetSpec.earliest());
    Duration late = patient.deadline().compareTo(COMMITTED) > 0 ? patient.deadline() : COMMITTED;
    Map<TopicPartition, ListOffsetsResultInfo> fresh =
        offsets(partitions, OffsetSpec.forTimestamp(now - late.toMillis()));
    long behind = 0;
    for (TopicPartition p : partitions) {
      OffsetAndMetadata at = committed.get(p);
      long from = at == null ? begins.get(p).offset() : at.offset();
      long end = ends.get(p).offset();
      behind += Math.max(0, end - from);
      long firstFresh = fresh.get(p).offset() < 0 ? end : fresh.get(p).offset();
      if (from < firstFresh) {
        findings.add(
            Finding.fail(
                "judges are behind: of the "
                    + (end - from)
                    + " records that wait in "
                    + p
                    + ", "
                    + (firstFresh - from)
                    + " are older than "
                    + late.toSeconds()
                    + " s",
                "see the log of the judge that has it; more judges, or --threads, share the work"));
      }
    }
    return behind;
  }

  private Map<TopicPartition, ListOffsetsResultInfo> offsets(
      List<TopicPartition> partitions, OffsetSpec spec) throws Exception {
    Map<TopicPartition, OffsetSpec> asked = new java.util.HashMap<>();
    partitions.forEach(p -> asked.put(p, spec));
    KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> all = admin.listOffsets(asked).all();
    return all.get();
  }
}
