package io.sluice.cli.doctor;

import io.sluice.schemas.Topic;
import io.sluice.schemas.TopicAdmin.Report;
import io.sluice.schemas.TopicAdmin.Status;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Whether the topics are there, set up as they should be, and can be written. */
final class TopicsCheck {
  private final Patient patient;

  TopicsCheck(Patient patient) {
    this.patient = patient;
  }

  List<Finding> look() throws Exception {
    List<Topic> used = patient.usedTopics();
    List<Report> reports =
        patient.plan().options().kafka().topicAdmin(patient.admin()).describe(used);
    Map<Topic, Report> there = new EnumMap<>(Topic.class);
    List<Finding> findings = new ArrayList<>();
    for (Report report : reports) {
      switch (report.status()) {
        case MISSING ->
            findings.add(
                Finding.fail(report.name() + " is missing", patient.sluice("topics create")));
        case HIDDEN ->
            findings.add(
                Finding.unchecked(report.name() + ": this user may not see it (see acls)"));
        default -> there.put(report.topic(), report);
      }
      if (report.status() == Status.DIFFERS) {
        report.remarks().forEach(remark -> findings.add(differs(report.name(), remark)));
      }
    }
    Report right = there.get(Topic.TO_RIGHT);
    Report left = there.get(Topic.TO_LEFT);
    if (right != null && left != null && right.partitions() != left.partitions()) {
      findings.add(
          Finding.fail(
              right.name()
                  + " has "
                  + right.partitions()
                  + " partitions and "
                  + left.name()
                  + " "
                  + left.partitions()
                  + ": both directions of a session would have different judges",
              "kafka-topics.sh --alter, so that both have as many"));
    }
    findings.addAll(
        TopicHealth.of(patient.admin(), there.values().stream().map(Report::name).toList()));
    if (findings.isEmpty()) {
      findings.add(
          Finding.ok(
              there.size()
                  + " topics, messages in "
                  + (right == null ? 0 : right.partitions())
                  + " partitions, "
                  + (right == null ? 0 : right.replicas())
                  + " of each"));
    }
    return findings;
  }

  /** A compacted stream loses what was not read yet; other settings only cost room or time. */
  private static Finding differs(String name, String remark) {
    int command = remark.indexOf(": kafka-");
    String what = name + ": " + (command < 0 ? remark : remark.substring(0, command));
    String mend = command < 0 ? "" : remark.substring(command + 2);
    return remark.startsWith("cleanup.policy")
        ? Finding.fail(what, mend)
        : Finding.warn(what, mend);
  }
}
