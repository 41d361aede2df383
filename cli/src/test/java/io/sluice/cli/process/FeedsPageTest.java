package io.sluice.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the commands of the page on live feeds as they stand there, those of RIS Live against a
 * server on this machine; those that need a cluster are explained only.
 */
class FeedsPageTest {
  @TempDir Path folder;

  @Test
  void every_command_of_the_page_runs() throws IOException {
    Path archive = folder.resolve("in.mrt");
    String[] make = {"-l", "disabled", "-i", "write", archive.toString()};
    FileCommand.withInput(FileCommand.updates(), make);
    List<String> messages = RisMessages.json(archive);
    Files.writeString(folder.resolve("client.properties"), "client.id=me\n");
    List<List<String>> commands =
        DocumentedCommands.of(DocumentedCommands.root().resolve("docs/feeds.md"));
    assertThat(commands).hasSize(6);
    for (List<String> command : commands) {
      boolean ris = command.contains("ris-live");
      try (RisServer server = new RisServer(messages, Set.of(), true)) {
        Outcome outcome = Outcome.of(words(command, server).toArray(new String[0]));
        assertThat(outcome.status()).as(command + ": " + outcome.err()).isEqualTo(ris ? 1 : 0);
        assertThat(server.connections).isEqualTo(ris ? 1 : 0);
      }
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<String> names = files.map(path -> path.getFileName().toString()).toList();
      assertThat(names)
          .anyMatch(name -> name.matches("ris\\.\\d{8}\\.\\d{4}\\.mrt\\.gz"))
          .noneMatch(name -> name.endsWith(".tmp"));
    }
  }

  private List<String> words(List<String> command, RisServer server) {
    List<String> words = new ArrayList<>(List.of("-l", "disabled"));
    for (String word : command.subList(1, command.size())) {
      if (word.equals("rv-live")) {
        words.add(0, "-n");
      }
      if (word.startsWith("https://")) {
        words.add(server.url("http"));
      } else if (word.matches("[\\w.$]+\\.(gz|zst|json|properties)")) {
        words.add(folder.resolve(word).toString());
      } else {
        words.add(word);
      }
      if (word.equals("ris-live")) {
        words.addAll(List.of("--delay-err", "0", "--retry-max", "1", "--url", server.url("ws")));
      }
    }
    return words;
  }
}
