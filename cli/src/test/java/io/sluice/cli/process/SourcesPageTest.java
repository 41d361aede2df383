package io.sluice.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Explains the commands of the pages on sources and on filters outside as they stand there. */
class SourcesPageTest {

  @ParameterizedTest
  @ValueSource(strings = {"docs/sources.md", "docs/outside.md"})
  void every_command_of_the_page_can_be_run(String page) throws IOException {
    List<List<String>> commands = DocumentedCommands.of(DocumentedCommands.root().resolve(page));
    assertThat(commands).isNotEmpty();
    for (List<String> command : commands) {
      List<String> words = new ArrayList<>(List.of("-l", "disabled", "-n"));
      words.addAll(command.subList(1, command.size()));
      Outcome outcome = Outcome.of(words.toArray(new String[0]));
      assertThat(outcome.status()).as(command + ": " + outcome.err()).isZero();
      assertThat(outcome.out()).contains("writes messages to pipeline");
    }
  }
}
