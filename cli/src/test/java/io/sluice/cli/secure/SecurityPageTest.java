package io.sluice.cli.secure;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.Outcome;
import io.sluice.schemas.registry.RegistrySettings;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;

/** What the page on security prints is what the commands print. */
class SecurityPageTest {

  static Path page() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("streams-filters"))) {
      folder = folder.getParent();
    }
    return folder.resolve("docs/security.md");
  }

  @Test
  void the_commands_on_the_page_are_those_that_are_printed() throws Exception {
    Outcome printed = Outcome.of("topics", "acls", "--kafka", "kafka.example:9093");
    assertThat(printed.status()).isZero();
    assertThat(Files.readString(page())).contains("```\n" + printed.out() + "```\n");
  }

  /** The words of the commands that the page shows, behind "./sluice". */
  static List<List<String>> commands() throws IOException {
    return Files.readString(page())
        .lines()
        .filter(line -> line.startsWith("./sluice "))
        .map(line -> List.of(line.substring("./sluice ".length()).split(" ")))
        .toList();
  }

  @Test
  void the_settings_on_the_page_are_known_to_the_clients_they_are_for() throws IOException {
    Matcher block =
        Pattern.compile("(?ms)^```properties\\n(.*?)^```$").matcher(Files.readString(page()));
    int blocks = 0;
    while (block.find()) {
      blocks++;
      Properties settings = new Properties();
      settings.load(new StringReader(block.group(1)));
      Map<String, Object> map = new HashMap<>();
      settings.forEach((name, value) -> map.put(name.toString(), value));
      if (map.containsKey(RegistrySettings.URL)) {
        // The files are not here.
        map.keySet().removeIf(name -> name.contains(".ssl."));
        assertThat(RegistrySettings.of(map).unknown()).isEmpty();
      } else {
        assertThat(ProducerConfig.configNames()).containsAll(map.keySet());
      }
    }
    assertThat(blocks).isEqualTo(4);
  }
}
