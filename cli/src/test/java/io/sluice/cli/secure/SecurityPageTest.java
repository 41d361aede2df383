package io.sluice.cli.secure;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
