package io.sluice.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page on the configuration file, and the example file beside it. */
class ConfigurationPageTest {
  private static final String REFERENCE = "## All keys\n\n";

  private static Path docs() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("streams-filters"))) {
      folder = folder.getParent();
    }
    return folder.resolve("docs");
  }

  @Test
  void the_page_lists_the_keys_that_there_are() throws Exception {
    Outcome printed = Outcome.of("config", "reference");
    assertThat(printed.status()).isZero();
    String page = Files.readString(docs().resolve("configuration.md"));
    assertThat(page.substring(page.indexOf(REFERENCE) + REFERENCE.length()))
        .as("put what ./sluice config reference prints behind '## All keys'")
        .isEqualTo(printed.out());
  }

  @Test
  void the_page_shows_the_example_file() throws Exception {
    assertThat(Files.readString(docs().resolve("configuration.md")))
        .contains("```yaml\n" + Files.readString(docs().resolve("bridge.yaml")) + "```\n");
  }

  @Test
  void the_example_file_is_right() {
    Config config = Config.read(docs().resolve("bridge.yaml"), Map.of(), Use.CHECK);
    assertThat(config.errors()).isEmpty();
  }

  static Iterable<Key> keys() {
    return Keys.ALL;
  }

  @ParameterizedTest
  @MethodSource("keys")
  void the_example_of_a_key_is_right(Key key) {
    String line = key.name() + ": " + key.example();
    // Events are those of the stages that there are.
    String text = key.name().equals("kill") ? "pipeline: [limit --session 5]\n" + line : line;
    for (String name : reversed(key.section().replace(".*", ".a").split("\\."))) {
      text = name.isEmpty() ? text : name + ": {" + text + "}";
    }
    String path = key.section().replace(".*", ".a");
    Config config = Config.of(text, Map.of(), Use.CHECK);
    assertThat(config.errors())
        .as(path + " " + text)
        .noneMatch(p -> p.message().startsWith((path.isEmpty() ? "" : path + ".") + key.name()));
  }

  private static Iterable<String> reversed(String[] names) {
    List<String> list = new ArrayList<>(List.of(names));
    Collections.reverse(list);
    return list;
  }
}
