package io.sluice.cli.doctor;

import java.util.List;
import java.util.Set;

/**
 * All checks there are, each behind those it needs. The one place where this is said: the help, the
 * documentation and the examination are made from it.
 */
final class Checks {
  /** Those that a load has use for: it has no sessions, and asks no judge. */
  static final Set<String> OF_A_LOAD =
      Set.of("configuration", "dns", "broker", "acls", "topics", "registry", "clock");

  private Checks() {}

  /**
   * The checks of a patient.
   *
   * @param patient what is examined; {@code null} when only names and purposes are of interest
   * @param configuration what there is to say about the way it is written
   */
  static List<Check> of(Patient patient, List<Finding> configuration) {
    LoopCheck loop = new LoopCheck(patient);
    return List.of(
        Check.of("configuration", "what is to be run is written right", () -> configuration),
        Check.of(
                "limits",
                "enough file descriptors and memory for the sessions",
                () -> new LimitsCheck(patient).look())
            .needing("configuration"),
        Check.of(
                "disk",
                "the data folder can be written, and the spool has room",
                () -> new DiskCheck(patient).look())
            .needing("configuration"),
        Check.of(
                "process",
                "the process that runs is well, by its HTTP port",
                () -> new ProcessCheck(patient).look())
            .needing("configuration"),
        Check.of(
                "ports",
                "addresses to listen on can be had, or are ours already",
                () -> new PortsCheck(patient).look())
            .needing("configuration")
            .behind("process"),
        Check.of("dns", "names of hosts have addresses", () -> new DnsCheck(patient).look())
            .needing("configuration"),
        Check.of(
                "routers",
                "routers that are dialled take the connection",
                () -> new RoutersCheck(patient).look())
            .needing("configuration")
            .behind("process"),
        Check.of(
                "broker",
                "every broker answers this user, where it tells clients to come",
                () -> new BrokerCheck(patient).look())
            .needing("configuration"),
        Check.of(
                "acls", "this user may do what the part needs", () -> new AclsCheck(patient).look())
            .needing("configuration", "broker"),
        Check.of(
                "topics",
                "topics are there, set up as they should be, and can be written",
                () -> new TopicsCheck(patient).look())
            .needing("configuration", "broker"),
        Check.of(
                "registry",
                "the schema registry has our schemas, or would take them",
                () -> new RegistryCheck(patient).look())
            .needing(inTopic(patient) ? new String[] {"topics"} : new String[] {"configuration"}),
        Check.of(
                "judge",
                "judges are there, have all partitions, and keep up",
                () -> new JudgeCheck(patient).look())
            .needing("configuration", "broker", "topics"),
        Check.of("loop", "messages get their verdicts", loop::look)
            .needing("configuration", "broker", "topics", "registry", "judge"),
        Check.of(
                "clock",
                "the clocks agree: this machine's, Kafka's, the registry's, the judges'",
                () -> new ClockCheck(patient, loop).look())
            .needing("configuration")
            .behind("loop"));
  }

  private static boolean inTopic(Patient patient) {
    return patient != null && patient.registrySettings() == null;
  }
}
