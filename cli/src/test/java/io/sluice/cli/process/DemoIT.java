package io.sluice.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {
  @TempDir Path dir;

  @Test
  void the_demo_shows_what_was_passed_changed_and_refused_and_leaves_nothing_behind()
      throws Exception {
    try (SluiceCommand demo = SluiceCommand.start(dir, "demo", "demo")) {
      demo.awaitExit(0);
      assertThat(demo.err()).isEmpty();
      assertThat(demo.out())
          .contains("UPDATEs judged: 2,548 of 2,548")
          .containsPattern("passed, byte for byte +1,351 +1,095")
          .contains("limit/origin (--origin 300)")
          .contains("limit/long (--max-length 24)")
          .contains("REPLACED by stage drop")
          .containsPattern("\\d+/\\d+ is in the table of AS 64510")
          .containsPattern("\\d+/\\d+ is gone from its table")
          .contains("Try next:");
    }
    assertThat(Files.exists(dir.resolve("data"))).isFalse();
  }
}
