package io.sluice.cli.doctor;

import io.sluice.schemas.Topic;
import io.sluice.schemas.registry.RegistrySettings;
import io.sluice.schemas.registry.SchemaIds;
import io.sluice.schemas.registry.SchemaRegistry;
import java.util.ArrayList;
import java.util.List;

/** Whether the schema registry answers, and has our schemas or would take them. */
final class RegistryCheck {
  private final Patient patient;

  RegistryCheck(Patient patient) {
    this.patient = patient;
  }

  List<Finding> look() {
    RegistrySettings settings = patient.registrySettings();
    String where =
        settings == null ? "topic " + patient.topics().name(Topic.SCHEMAS) : settings.toString();
    List<Finding> findings = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    int there = 0;
    try (SchemaRegistry registry = patient.registry()) {
      for (Topic topic : Topic.values()) {
        if (topic.schema().isEmpty()) {
          continue;
        }
        String subject = patient.topics().subject(topic);
        String schema = SchemaIds.schema(topic).toString();
        if (registry.lookUp(subject, schema).isPresent()) {
          there++;
        } else if (registry.takes(subject, schema)) {
          missing.add(subject);
        } else {
          findings.add(
              Finding.fail(
                  where + " has another schema under " + subject + ", which does not go with ours",
                  "another --topic-prefix; or, if nobody needs the old records, delete that"
                      + " subject"));
        }
      }
    }
    if (!missing.isEmpty()) {
      String what = where + " has no schema of this version under " + String.join(", ", missing);
      findings.add(
          settings != null && !settings.registers()
              ? Finding.fail(
                  what + ", and auto.register.schemas is false",
                  "auto.register.schemas: true for one run of: " + patient.sluice("topics create"))
              : Finding.warn(
                  what + "; a start registers it, if it may", patient.sluice("topics create")));
    }
    if (findings.isEmpty()) {
      findings.add(Finding.ok(where + " has all " + there + " schemas"));
    }
    return findings;
  }
}
