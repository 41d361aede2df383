package io.sluice.cli.doctor;

import io.sluice.schemas.registry.RegistryException;
import io.sluice.schemas.registry.RestSchemaRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.QuorumInfo;
import org.apache.kafka.clients.admin.QuorumInfo.ReplicaState;

/**
 * Whether the clocks of this machine and of those it works with agree: that of Kafka's controller,
 * that of the schema registry, and those of the judges. The incarnations of a session are told
 * apart by the clock of its proxy, and records are kept by their time.
 */
final class ClockCheck {
  private static final long WARN_MILLIS = 1000;
  private static final long FAIL_MILLIS = 60_000;
  private static final long DATE_MILLIS = 1000;

  private final Patient patient;
  private final LoopCheck loop;

  ClockCheck(Patient patient, LoopCheck loop) {
    this.patient = patient;
    this.loop = loop;
  }

  List<Finding> look() {
    List<ClockReading> readings = new ArrayList<>(loop.clocks());
    controller(readings);
    registry(readings);
    List<Finding> findings = new ArrayList<>();
    for (ClockReading reading : readings) {
      long ahead = reading.ahead();
      if (Math.abs(ahead) >= WARN_MILLIS) {
        String text =
            reading.whose()
                + " is "
                + Math.abs(ahead) / 1000.0
                + " s "
                + (ahead > 0 ? "ahead of" : "behind")
                + " that of this machine";
        String mend = "timedatectl set-ntp true, on the machine whose clock is wrong";
        findings.add(
            Math.abs(ahead) >= FAIL_MILLIS ? Finding.fail(text, mend) : Finding.warn(text, mend));
      }
    }
    if (readings.isEmpty()) {
      return List.of(
          Finding.unchecked(
              "no clock could be asked: the controller's wants Describe on the cluster, the others"
                  + " a registry with a URL, or a judge"));
    }
    if (findings.isEmpty()) {
      findings.add(
          Finding.ok(
              "this machine's agrees with "
                  + String.join(
                      " and ", readings.stream().map(ClockReading::whose).distinct().toList())));
    }
    return findings;
  }

  /** The leader of the controllers says when it was last up to date: now, by its clock. */
  private void controller(List<ClockReading> readings) {
    if (patient.hasNoBrokerYet()) {
      return;
    }
    long before = System.currentTimeMillis();
    try {
      QuorumInfo quorum = patient.admin().describeMetadataQuorum().quorumInfo().get();
      long after = System.currentTimeMillis();
      for (ReplicaState voter : quorum.voters()) {
        if (voter.replicaId() == quorum.leaderId() && voter.lastCaughtUpTimestamp().isPresent()) {
          long now = voter.lastCaughtUpTimestamp().getAsLong();
          readings.add(new ClockReading("Kafka's controller", now, now, before, after));
        }
      }
    } catch (ExecutionException e) {
      // It may not be asked by everyone, nor is it there with every Kafka.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void registry(List<ClockReading> readings) {
    if (patient.registrySettings() == null) {
      return;
    }
    try (RestSchemaRegistry registry = new RestSchemaRegistry(patient.registrySettings())) {
      long before = System.currentTimeMillis();
      registry.subjects();
      long after = System.currentTimeMillis();
      registry
          .date()
          .ifPresent(
              date ->
                  readings.add(
                      new ClockReading(
                          "the schema registry",
                          date.toEpochMilli(),
                          date.toEpochMilli() + DATE_MILLIS,
                          before,
                          after)));
    } catch (RegistryException e) {
      // Told by the check of the registry.
    }
  }
}
