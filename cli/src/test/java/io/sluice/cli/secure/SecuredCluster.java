package io.sluice.cli.secure;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.Console;
import io.sluice.cli.Outcome;
import io.sluice.cli.RunOptions;
import io.sluice.cli.StopSignal;
import io.sluice.cli.command.RunCommand;
import io.sluice.cli.process.TwoSpeakers;
import io.sluice.cli.run.live.Half;
import io.sluice.cli.run.live.Run;
import io.sluice.cli.secure.SecuredBroker.Way;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;

/** A secured broker with the ACLs and the topics of the page on security, and what runs on it. */
final class SecuredCluster implements AutoCloseable {
  static final int PARTITIONS = 4;

  private final Path dir;
  private final SecuredBroker broker;
  private final Admin admin;
  private final List<AclBinding> documented;
  private int files;

  SecuredCluster(Path dir) throws Exception {
    this.dir = dir;
    broker = new SecuredBroker(dir);
    admin = broker.admin();
    documented = DocumentedAcls.of(Files.readString(SecurityPageTest.page()));
    admin.createAcls(documented).all().get();
    DocumentedAcls.await(admin, documented.size());
    createTopics();
  }

  /** With the commands of the page: created before they are described. */
  private void createTopics() throws Exception {
    String topicsFile = file(Way.PLAIN, "topics");
    List<List<String>> commands =
        SecurityPageTest.commands().stream()
            .filter(words -> !words.contains("--registry-config"))
            .sorted(Comparator.comparing(words -> !words.contains("create")))
            .toList();
    assertThat(commands).hasSize(3);
    for (List<String> words : commands) {
      List<String> run = new ArrayList<>(words);
      run.replaceAll(w -> w.equals("client.properties") ? topicsFile : w.equals("3") ? "1" : w);
      Outcome outcome = Outcome.of(run.toArray(String[]::new));
      assertThat(outcome.err()).isEmpty();
      assertThat(outcome.status()).as(run + outcome.out()).isZero();
    }
  }

  SecuredBroker broker() {
    return broker;
  }

  /** One who may do everything. */
  Admin admin() {
    return admin;
  }

  /** What the page allows. */
  List<AclBinding> documented() {
    return documented;
  }

  /** What the page allows one part to do with a topic. */
  AclBinding documented(String part, AclOperation operation, String topic) {
    return documented.stream()
        .filter(b -> b.entry().principal().equals("User:sluice-" + part))
        .filter(b -> b.entry().operation() == operation && b.pattern().name().equals(topic))
        .findFirst()
        .orElseThrow();
  }

  /** Takes something away of what the page allows; returns when the broker knows. */
  void revoke(AclBinding... bindings) throws Exception {
    for (AclBinding binding : bindings) {
      admin.deleteAcls(List.of(binding.toFilter())).all().get();
    }
    DocumentedAcls.await(admin, documented.size() - bindings.length);
  }

  /** Gives it back. */
  void restore(AclBinding... bindings) throws Exception {
    admin.createAcls(List.of(bindings)).all().get();
    DocumentedAcls.await(admin, documented.size());
  }

  /** A folder for what a test writes. */
  Path dir() {
    return dir;
  }

  /** Settings of a part's clients, as a file. */
  String file(Way way, String part) throws Exception {
    return broker.file(broker.client(way, "sluice-" + part), way + "-" + part);
  }

  /** Starts a half, of a pipeline on a command line, that finds Kafka by a file of settings. */
  Run start(Half half, String config, String... more) {
    List<String> words = new ArrayList<>(List.of("--kafka-config", config));
    words.addAll(List.of("--data", dir.resolve("data").toString()));
    words.addAll(List.of(more));
    return start(new Run(RunCommand.plan(half, words, console(Map.of()))));
  }

  /** Starts a half of what a YAML file says. */
  Run start(Half half, Path file, Map<String, String> environment) {
    return start(
        new Run(
            new RunCommand(half)
                .planWithoutStages(
                    List.of("-c", file.toString()),
                    console(environment),
                    RunOptions::new,
                    () -> "")));
  }

  private static Run start(Run run) {
    try (StopSignal stop = StopSignal.install()) {
      run.start(stop);
      return run;
    } catch (RuntimeException e) {
      run.close();
      throw e;
    }
  }

  private static Console console(Map<String, String> environment) {
    return new Console(System.out, System.err, environment, false);
  }

  /** Options and the stages of a session between two speakers. */
  static String[] pipeline(TwoSpeakers speakers, String... options) {
    List<String> words = new ArrayList<>(List.of(options));
    words.addAll(
        List.of("--", "listen", "127.0.0.1:0", "--", "limit", "-LR", "--ipv4", "--max-length"));
    words.addAll(List.of("24", "--", "connect", speakers.rightAddress()));
    return words.toArray(String[]::new);
  }

  /** A YAML file: what is given, and these settings of Kafka's clients. */
  Path yaml(String text, Properties kafka) throws Exception {
    String whole =
        text
            + "kafka:\n"
            + kafka.entrySet().stream()
                .map(e -> "  " + e.getKey() + ": '" + e.getValue() + "'\n")
                .collect(Collectors.joining());
    return Files.writeString(dir.resolve("bridge" + ++files + ".yaml"), whole);
  }

  /** How many records all partitions of a topic have. */
  long records(String topic) throws Exception {
    long sum = 0;
    for (int p = 0; p < PARTITIONS; p++) {
      TopicPartition partition = new TopicPartition(topic, p);
      sum +=
          admin
              .listOffsets(Map.of(partition, OffsetSpec.latest()))
              .partitionResult(partition)
              .get()
              .offset();
    }
    return sum;
  }

  @Override
  public void close() {
    admin.close();
    broker.close();
  }
}
