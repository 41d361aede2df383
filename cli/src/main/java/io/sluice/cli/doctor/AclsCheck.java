package io.sluice.cli.doctor;

import io.sluice.schemas.cluster.AccessCheck;
import io.sluice.schemas.cluster.KafkaTools;
import io.sluice.schemas.cluster.Need;
import io.sluice.schemas.cluster.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Whether this user may do what the parts need. One file often serves both halves with a user for
 * each: without the half being named, it is enough that the user may do all that one of them needs.
 */
final class AclsCheck {
  private final Patient patient;

  AclsCheck(Patient patient) {
    this.patient = patient;
  }

  List<Finding> look() {
    AccessCheck access = new AccessCheck(patient.admin());
    boolean inTopic = patient.registrySettings() == null;
    Map<Part, List<Need>> denied = new TreeMap<>();
    for (Part part : patient.plan().half().parts()) {
      denied.put(part, access.look(part.needs(patient.topics(), inTopic)).denied());
    }
    String who = KafkaTools.principal(patient.client());
    List<Part> may = denied.keySet().stream().filter(p -> denied.get(p).isEmpty()).toList();
    if (may.size() == denied.size()) {
      return List.of(Finding.ok(who + " may do what " + words(may) + " needs"));
    }
    if (!may.isEmpty()) {
      List<Part> not = denied.keySet().stream().filter(p -> !may.contains(p)).toList();
      return List.of(
          Finding.ok(
              who
                  + " may do what "
                  + words(may)
                  + " needs, and not what "
                  + words(not)
                  + " needs, which then has a user of its own"));
    }
    List<Finding> findings = new ArrayList<>();
    KafkaTools tools = KafkaTools.of(patient.client());
    denied.forEach(
        (part, needs) ->
            needs.forEach(
                need ->
                    findings.add(
                        Finding.fail(
                            who + " may not: " + need + ", which " + part.word() + " needs",
                            tools.allow(who, need)))));
    return findings;
  }

  private static String words(List<Part> parts) {
    return parts.stream().map(Part::word).collect(Collectors.joining(" and "));
  }
}
