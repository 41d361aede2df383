package io.sluice.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs every command of the page on files, as it stands there, in a folder with such files. */
class FilesPageTest {
  private static final String UPDATES = "updates.20240101.0000.bz2";

  @TempDir Path folder;

  @Test
  void every_command_of_the_page_runs_and_gives_something() throws IOException {
    String input = FileCommand.updates();
    Outcome made =
        FileCommand.withInput(
            input, "-i", "write", "--format", "mrt", folder.resolve(UPDATES).toString());
    assertThat(made.status()).as(made.err()).isZero();
    List<List<String>> commands =
        DocumentedCommands.of(DocumentedCommands.root().resolve("docs/files.md"));
    assertThat(commands).hasSizeGreaterThan(8);
    for (List<String> command : commands) {
      assertThat(command.get(0)).isEqualTo("./sluice");
      List<String> words = inFolder(command.subList(1, command.size()));
      Outcome outcome = FileCommand.withInput(input, words.toArray(new String[0]));
      assertThat(outcome.status()).as(command + ": " + outcome.err()).isIn(0, 3);
      boolean writes = command.contains("write");
      boolean chooses = command.toString().matches(".*(15169|3356).*");
      assertThat(writes || chooses || !outcome.out().isEmpty()).as(command.toString()).isTrue();
    }
    try (var files = Files.list(folder.resolve("archive"))) {
      assertThat(files.map(Path::toString)).isNotEmpty().allMatch(name -> name.endsWith(".mrt.gz"));
    }
    assertThat(folder.resolve("updates.json.zst")).exists();
    assertThat(folder.resolve("out.mrt.gz")).exists();
    assertThat(folder.resolve("new.json")).exists();
    try (var files = Files.list(folder.resolve("tables"))) {
      assertThat(files.map(Path::toString)).isNotEmpty().allMatch(name -> name.endsWith(".mrt.gz"));
    }
  }

  private List<String> inFolder(List<String> shown) {
    List<String> words = new ArrayList<>();
    for (String word : shown) {
      if (word.equals("<")) {
        break;
      }
      boolean file = word.matches("[\\w./$]+\\.(bz2|gz|zst|json)");
      words.add(file ? folder.resolve(word).toString() : word);
    }
    return words;
  }
}
