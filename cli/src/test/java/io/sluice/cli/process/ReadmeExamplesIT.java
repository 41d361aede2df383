package io.sluice.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.sluice.cli.Outcome;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs every command of the README and the documentation as it stands there, with addresses, ports
 * and folders changed and without the warm-up: what explains has to succeed, what runs has to carry
 * a route from one speaker to another and end orderly.
 */
class ReadmeExamplesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Set<String> COMMANDS = Set.of("topics", "broker", "proxy", "filters");

  @TempDir Path dir;
  private final Deque<SluiceCommand> running = new ArrayDeque<>();
  private TwoSpeakers speakers;
  private String kafka = "";
  private int number;

  static Stream<Path> pages() throws IOException {
    Path root = DocumentedCommands.root();
    List<Path> pages = new ArrayList<>(List.of(root.resolve("README.md")));
    try (Stream<Path> docs = Files.list(root.resolve("docs"))) {
      docs.filter(page -> page.toString().endsWith(".md"))
          // Have tests of their own: they need files and no routers, or another kind of cluster.
          .filter(page -> !page.endsWith("files.md") && !page.endsWith("loading.md"))
          .filter(page -> !page.endsWith("configuration.md") && !page.endsWith("security.md"))
          .filter(page -> !page.endsWith("feeds.md") && !page.endsWith("speaker.md"))
          .filter(page -> !page.endsWith("cluster.md") && !page.endsWith("doctor.md"))
          .sorted()
          .forEach(pages::add);
    }
    return pages.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pages")
  void every_command_of_the_page_does_what_it_is_for(Path page) throws Exception {
    for (List<String> command : DocumentedCommands.of(page)) {
      if (command.get(0).equals("./test") || command.contains("demo")) {
        // The one runs this; the other has a test of its own.
        assertThat(DocumentedCommands.root().resolve(command.get(0))).isExecutable();
        continue;
      }
      assertThat(command.get(0)).isEqualTo("./sluice");
      run(command.subList(1, command.size()));
    }
  }

  private void run(List<String> shown) throws Exception {
    String first = shown.get(0);
    if (first.equals("topics") && kafka.isEmpty()) {
      startBroker(List.of("broker"));
    }
    if (shown.contains("-n") || first.equals("topics")) {
      Outcome outcome = Outcome.of(changed(shown).toArray(new String[0]));
      assertThat(outcome.status()).as(shown + outcome.err() + outcome.out()).isZero();
      return;
    }
    switch (first) {
      case "broker" -> startBroker(changed(shown));
      case "filters" -> start(changed(shown)).awaitLog(Pattern.compile("judging by policy"));
      default -> carryRoute(shown);
    }
  }

  private void startBroker(List<String> words) throws Exception {
    kafka = start(words).awaitLog(Pattern.compile("broker at (\\S+),")).group(1);
  }

  private void carryRoute(List<String> shown) throws Exception {
    SluiceCommand sluice = start(changed(shown));
    InetSocketAddress middle = sluice.awaitListening();
    // Our speakers know no TCP-MD5: there, coming up is all that can be seen.
    if (!shown.contains("--md5")) {
      speakers().connect(middle);
      speakers().left().announce(TwoSpeakers.announce(11, 0, 0, 24));
      await().atMost(PATIENCE).until(() -> speakers().atRight().contains("11.0.0.0/24"));
    }
    sluice.terminate();
    sluice.awaitExit(0);
    running.remove(sluice);
  }

  private TwoSpeakers speakers() throws IOException {
    if (speakers == null) {
      speakers = new TwoSpeakers();
    }
    return speakers;
  }

  private SluiceCommand start(List<String> words) {
    SluiceCommand command =
        SluiceCommand.start(dir, "command" + ++number, words.toArray(new String[0]));
    running.push(command);
    return command;
  }

  private String ofTls(String name) {
    try {
      X509Bundle own =
          new CertificateBuilder()
              .subject("CN=an example")
              .setIsCertificateAuthority(true)
              .buildSelfSigned();
      String text = name.endsWith(".key") ? own.getPrivateKeyPEM() : own.getCertificatePEM();
      return Files.writeString(dir.resolve(name), text).toString();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** The command for this machine. */
  private List<String> changed(List<String> shown) throws IOException {
    List<String> words = new ArrayList<>();
    for (String word : shown) {
      words.add(
          switch (word) {
            case ":1790" -> shown.contains("-n") ? word : "127.0.0.1:0";
            case "192.0.2.1" -> shown.contains("-n") ? word : speakers().rightAddress();
            case "127.0.0.1:9092" -> shown.contains("--listen") ? "127.0.0.1:0" : kafka;
            case "kafka.example:9092" -> kafka;
            case "/var/lib/sluice" -> dir.resolve("data").toString();
            case "$WEB_LOGIN", "$BGP_LOGIN" -> "user:password";
            default -> word.matches("\\w+\\.(pem|key)") ? ofTls(word) : word;
          });
    }
    if (!COMMANDS.contains(words.get(0)) && !shown.contains("-n")) {
      words.addAll(0, List.of("--warm-up", "0"));
    }
    return words;
  }

  @AfterEach
  void stop() throws Exception {
    while (!running.isEmpty()) {
      SluiceCommand command = running.pop();
      command.terminate();
      command.awaitExit(0);
    }
    if (speakers != null) {
      speakers.close();
    }
  }
}
