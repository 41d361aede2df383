package io.sluice.cli.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.cli.OperatorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path dir;

  @Test
  void the_option_goes_before_the_variable_and_that_before_the_users_state_folder() {
    Map<String, String> all =
        Map.of("SLUICE_DATA", "/data/sluice", "XDG_STATE_HOME", "/state", "HOME", "/home/x");
    assertThat(DataFolder.choose("/opt/d", all).path()).isEqualTo(Path.of("/opt/d"));
    assertThat(DataFolder.choose(null, all).path()).isEqualTo(Path.of("/data/sluice"));
    assertThat(DataFolder.choose(null, Map.of("XDG_STATE_HOME", "/state")).path())
        .isEqualTo(Path.of("/state/sluice"));
    assertThat(DataFolder.choose(null, Map.of("HOME", "/home/x")).path())
        .isEqualTo(Path.of("/home/x/.local/state/sluice"));
  }

  @Test
  void a_role_is_taken_once_and_free_again_after_it_is_given_up() {
    DataFolder data = new DataFolder(dir.resolve("new"));
    try (DataFolder.Lock broker = data.lock("broker");
        DataFolder.Lock judge = data.lock("judge")) {
      assertThat(broker).isNotSameAs(judge);
      assertThatThrownBy(() -> data.lock("broker"))
          .isInstanceOf(OperatorException.class)
          .hasMessageContaining("stop it, or choose another folder with --data");
    }
    data.lock("broker").close();
  }

  @Test
  void a_folder_that_cannot_be_made_is_told() throws Exception {
    Path file = Files.createFile(dir.resolve("file"));
    assertThatThrownBy(() -> new DataFolder(file.resolve("x")).lock("broker"))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("cannot make the data folder");
  }
}
