package io.sluice.cli.secure;

import static io.sluice.cli.secure.DoctoredBridge.bridge;
import static io.sluice.cli.secure.DoctoredBridge.broker;
import static io.sluice.cli.secure.DoctoredBridge.proxy;
import static io.sluice.cli.secure.DoctoredBridge.speakers;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.Findings;
import io.sluice.cli.Outcome;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A bridge on a cluster: the doctor finds it well, and then whatever is broken of it, one thing at
 * a time.
 */
class DoctorClusterIT implements DoctorOfHosts, DoctorOfBrokers, DoctorOfJudges {
  @TempDir static Path folder;

  @BeforeAll
  static void start() throws Exception {
    DoctoredBridge.start(folder);
  }

  @AfterAll
  static void stop() {
    DoctoredBridge.stop();
  }

  @Test
  void all_is_well() throws Exception {
    Findings.by("proxy", "-c", bridge()).areGood();
    Outcome lines = Outcome.of("doctor", "proxy", "-c", bridge());
    assertThat(lines.status()).as(lines.out()).isZero();
    assertThat(lines.out())
        .endsWith("all is well\n")
        .contains("loop           ok           verdicts");
    assertThat(lines.err()).isEmpty();
    assertThat(speakers.left().isEstablished()).isTrue();
    assertThat(speakers.right().isEstablished()).isTrue();
    assertThat(proxy.proxy().sessions().get(0).left().messages()).isGreaterThan(0);
    assertThat(speakers.right().counters().updates()).isZero();
  }

  @Test
  void all_is_well_for_a_load_with_what_it_has_use_for() throws Exception {
    Outcome lines = Outcome.of("doctor", "load", "-c", bridge("sluice-proxy", "sluice-load"));
    assertThat(lines.status()).as(lines.out()).isZero();
    assertThat(lines.out().lines().map(line -> line.split(" ")[0]))
        .containsExactly(
            "configuration", "dns", "broker", "acls", "topics", "registry", "clock", "all");
    assertThat(lines.out()).contains("User:sluice-load may do what load needs");
  }

  @Test
  void a_load_that_may_not_or_finds_no_topics() throws Exception {
    Findings.by("load", "--only", "acls", "-c", bridge())
        .fail(
            "acls",
            "User:sluice-proxy may not: Write on transactional id bgp.load-*",
            "--transactional-id bgp.load- --resource-pattern-type prefixed");
    Findings.by("load", "--only", "topics", "--kafka", broker.open(), "--topic-prefix", "none.")
        .fail("topics", "none.bgp.to-right is missing", "topics create");
    Outcome judge = Outcome.of("doctor", "load", "--only", "judge", "--kafka", broker.open());
    assertThat(judge.status()).isEqualTo(2);
    assertThat(judge.err()).contains("there is no check 'judge' for a load");
  }

  private static String page() throws Exception {
    return Files.readString(SecurityPageTest.page().resolveSibling("doctor.md"));
  }

  /** The first two columns, and lines that have no more. */
  private static List<String> columns(String lines) {
    return lines.lines().map(line -> line.replaceFirst("^(\\S+ +ok) .*", "$1")).toList();
  }

  @Test
  void the_commands_of_the_page_do_what_it_says() throws Exception {
    List<List<String>> commands =
        page()
            .lines()
            .filter(line -> line.startsWith("./sluice doctor "))
            .map(line -> List.of(line.substring("./sluice ".length()).split(" ")))
            .toList();
    assertThat(commands).hasSize(5);
    for (List<String> shown : commands) {
      List<String> words = new ArrayList<>(shown);
      String part = shown.get(1);
      String file =
          bridge("sluice-proxy", part.startsWith("-") ? "sluice-proxy" : "sluice-" + part);
      words.replaceAll(
          w ->
              switch (w) {
                case "bridge.yaml" -> file;
                case "kafka.example:9092" -> broker.open();
                case ":1790" -> "127.0.0.1:0";
                case "192.0.2.1" -> speakers.rightAddress();
                default -> w;
              });
      Outcome outcome = Outcome.of(words.toArray(String[]::new));
      assertThat(outcome.status()).as(words + outcome.out()).isZero();
      if (shown.get(1).equals("proxy")) {
        String example = page().replaceFirst("(?s).*?```\n(configuration .*?)```.*", "$1");
        assertThat(columns(outcome.out())).isEqualTo(columns(example));
      }
    }
  }

  @Test
  void the_page_has_a_row_for_each_check() throws Exception {
    List<String> rows =
        page().lines().filter(l -> l.startsWith("| `")).map(l -> l.split("`")[1]).toList();
    List<String> checks =
        Outcome.of("doctor", "-h")
            .err()
            .lines()
            .dropWhile(line -> !line.startsWith("Checks"))
            .skip(1)
            .map(line -> line.strip().split(" ")[0])
            .filter(name -> !name.isEmpty())
            .toList();
    assertThat(rows).isEqualTo(checks).hasSizeGreaterThan(10);
  }

  @Test
  void names_of_checks_that_there_are_not() {
    Outcome outcome = Outcome.of("doctor", "--only", "brokers", "--kafka", broker.open());
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err()).contains("there is no check 'brokers'").contains("  broker ");
  }

  @Test
  void time_that_is_up() throws Exception {
    try (ServerSocket mute = new ServerSocket(0)) {
      Findings found =
          Findings.by(
              "--timeout",
              "1s",
              "--only",
              "broker,topics",
              "--kafka",
              "127.0.0.1:" + mute.getLocalPort());
      found.fail("broker", "no end of it within 1.0 s", "");
      found.say("topics", "not checked", "broker", "");
    }
  }
}
