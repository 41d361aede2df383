package io.sluice.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session through background processes. */
class ExecIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Says all that it hears, and at one prefix something new. */
  private static final String INJECTS =
      """
      import sys
      for line in sys.stdin:
          sys.stdout.write(line)
          if '10.0.5.0/24' in line:
              print('{"reach":["10.200.0.0/16"],"attrs":{"ORIGIN":"IGP",'
                    '"ASPATH":[64500],"NEXTHOP":"198.51.100.1"}}')
      """;

  @TempDir Path dir;

  /** A pipeline of stages between the speakers, which prints what leaves. */
  private SluiceCommand between(TwoSpeakers speakers, String... stages) throws Exception {
    List<String> words =
        new ArrayList<>(List.of("-o", "--warm-up", "0", "--", "listen", "127.0.0.1:0", "--"));
    words.addAll(List.of(stages));
    words.addAll(List.of("--", "connect", speakers.rightAddress()));
    return SluiceCommand.start(dir, "sluice", words.toArray(String[]::new));
  }

  @Test
  void a_process_rewrites_an_open_and_another_one_adds_a_route_and_all_else_passes_byte_for_byte()
      throws Exception {
    try (TwoSpeakers speakers = new TwoSpeakers();
        SluiceCommand sluice =
            between(
                speakers,
                "exec",
                "-LR",
                "--args",
                "sed",
                "-ure",
                "/\"OPEN\"/{ s/64500/64777/g }",
                "--",
                "exec",
                "-LR",
                "-A",
                "python3",
                "-u",
                "-c",
                INJECTS)) {
      speakers.connect(sluice.awaitListening());
      List<byte[]> routes = TwoSpeakers.routes(300, 24);
      speakers.left().announce(routes.subList(0, 5));
      await().atMost(PATIENCE).until(() -> speakers.atRight().size() == 5);
      assertThat(speakers.right().sha256()).isEqualTo(sha256(routes.subList(0, 5)));
      speakers.left().announce(routes.subList(5, 300));
      await().atMost(PATIENCE).until(() -> speakers.atRight().size() == 301);
      assertThat(speakers.atRight()).contains("10.200.0.0/16");
      await().atMost(PATIENCE).until(() -> sluice.out().contains("10.200.0.0/16"));
      assertThat(sluice.out().lines().toList())
          .anyMatch(line -> line.contains("\"OPEN\"") && line.contains("\"asn\":64777"))
          .noneMatch(line -> line.contains("\"OPEN\"") && line.contains("\"asn\":64500"));
      sluice.terminate();
      sluice.awaitExit(0);
      assertThat(sluice.err()).doesNotContain("WARN").doesNotContain("ERROR");
    }
  }

  /** Leaves out routes longer than 24 bits, and lets through all else. */
  private static final String LEAVES_OUT =
      """
      import sys, json
      for line in sys.stdin:
          msg = json.loads(line)
          if msg[3] == 'UPDATE' and 'reach' in msg[4]:
              msg[4]['reach'] = [p for p in msg[4]['reach'] if int(p.split('/')[1]) <= 24]
              if not msg[4]['reach']:
                  continue
          print(json.dumps(msg), flush=True)
      """;

  @Test
  void what_a_process_leaves_out_is_refused_and_the_session_goes_on_though_nothing_follows()
      throws Exception {
    try (TwoSpeakers speakers = new TwoSpeakers();
        SluiceCommand sluice =
            between(
                speakers, "exec", "-LR", "--deadline", "6s", "-A", "python3", "-c", LEAVES_OUT)) {
      speakers.connect(sluice.awaitListening());
      speakers.left().announce(TwoSpeakers.routes(3, 24));
      await().atMost(PATIENCE).until(() -> speakers.atRight().size() == 3);
      speakers.left().announce(TwoSpeakers.routes(5, 28));
      Thread.sleep(Duration.ofSeconds(9).toMillis());
      speakers.left().announce(TwoSpeakers.routes(7, 24).subList(3, 7));
      await().atMost(PATIENCE).until(() -> speakers.atRight().size() == 7);
      assertThat(speakers.atRight()).allMatch(route -> route.endsWith("/24"));
      sluice.terminate();
      sluice.awaitExit(0);
      assertThat(sluice.err()).doesNotContain("WARN").doesNotContain("ERROR");
    }
  }

  private static String sha256(List<byte[]> messages) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    messages.forEach(digest::update);
    return HexFormat.of().formatHex(digest.digest());
  }
}
