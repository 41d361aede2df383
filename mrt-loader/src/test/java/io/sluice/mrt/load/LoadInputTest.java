package io.sluice.mrt.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadInputTest {
  @TempDir Path folder;

  @BeforeEach
  void files() throws IOException {
    for (String name : new String[] {"updates.2.gz", "updates.1.gz", "rib.gz", "updates.[x].gz"}) {
      Files.write(folder.resolve(name), new byte[name.length()]);
    }
    Files.createDirectory(folder.resolve("updates.3.gz"));
  }

  private List<LoadInput> of(String... words) throws IOException {
    return LoadInput.of(List.of(words).stream().map(w -> folder.resolve(w).toString()).toList());
  }

  @Test
  void aGlobStandsForTheFilesThatItMatchesInTheOrderOfTheirNames() throws IOException {
    assertThat(of("rib.gz", "updates.?.gz"))
        .extracting(LoadInput::fileName)
        .containsExactly("rib.gz", "updates.1.gz", "updates.2.gz");
    assertThat(of("{rib,updates.1}.gz")).extracting(LoadInput::size).containsExactly(6L, 12L);
  }

  @Test
  void aFileThatIsThereIsNoGlob() throws IOException {
    assertThat(of("updates.[x].gz"))
        .extracting(LoadInput::fileName)
        .containsExactly("updates.[x].gz");
  }

  @Test
  void whatIsNamedTwiceIsThereOnce() throws IOException {
    Files.createSymbolicLink(folder.resolve("latest"), Path.of("updates.2.gz"));
    assertThat(of("updates.2.gz", "updates.?.gz", "./updates.1.gz", "latest"))
        .extracting(LoadInput::fileName)
        .containsExactly("updates.2.gz", "updates.1.gz");
    String url = "http://[::1]:1/updates.1.gz";
    assertThat(LoadInput.of(List.of(url, url))).hasSize(1);
  }

  @Test
  void whatMatchesNothingAndFoldersAreNamed() {
    assertThatThrownBy(() -> of("none.*")).hasMessageContaining("there is no file");
    assertThatThrownBy(() -> of("none/*.gz")).hasMessageContaining("there is no file");
    assertThatThrownBy(() -> of("updates.3.gz")).hasMessageContaining("name its files, as ");
    assertThatThrownBy(() -> of("updates.[1.gz"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("updates.[1.gz");
    assertThatThrownBy(() -> LoadInput.of(List.of(""))).hasMessageContaining("is empty");
  }

  @Test
  void theNameOfWhatLiesAtAUrlIsTheLastPartOfItsPath() throws IOException {
    LoadInput input =
        LoadInput.of(List.of("https://archive.example/rrc00/updates.20240101.0000.gz?x=a/b"))
            .get(0);
    assertThat(input.fileName()).isEqualTo("updates.20240101.0000.gz");
    assertThat(input.size()).isEqualTo(-1);
    assertThatThrownBy(() -> LoadInput.of(List.of("http://a b/c"))).hasMessageContaining("no URL");
    assertThatThrownBy(() -> LoadInput.of(List.of("ftp://archive.example/rib.gz")))
        .hasMessage(
            "ftp://archive.example/rib.gz: only http:// and https:// can be read, not ftp;"
                + " fetch it and name the file");
  }
}
