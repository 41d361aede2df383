package io.sluice.mrt.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.bgp.Direction;
import io.sluice.mrt.ArchiveFormat;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadOptionsTest {
  private static LoadInput input(String name, int size) {
    return new LoadInput(name, URI.create("file:///archive/" + name), size);
  }

  private static String job(LoadInput... inputs) {
    return new JobPosition(LoadOptions.all(List.of(inputs), "rrc99"), null, "bgp.to-right").group();
  }

  @Test
  void theSameArchivesAreTheSameJobInWhateverOrderTheyAreNamed() {
    LoadInput rib = input("rib.20240101.0000.bz2", 7);
    LoadInput updates = input("updates.20240101.0000.bz2", 8);
    assertThat(job(updates, rib)).isEqualTo(job(rib, updates)).isNotEqualTo(job(updates));
    assertThat(LoadOptions.all(List.of(updates, rib), "rrc99").inputs())
        .containsExactly(rib, updates);
  }

  /** Else one that goes on would pass over records of another format. */
  @Test
  void aJobOfAnotherFormatIsAnotherJob() {
    LoadOptions options = LoadOptions.all(List.of(input("a.x", 7)), "rrc99");
    assertThat(new JobPosition(options, ArchiveFormat.RAW, "bgp.to-right").group())
        .isNotEqualTo(new JobPosition(options, null, "bgp.to-right").group());
  }

  @Test
  void aJobWithoutAnyNameIsRefused() {
    List<LoadInput> none = List.of();
    assertThatThrownBy(
            () ->
                new LoadOptions(
                    none, "rrc99", Direction.R, WantedPeers.ALL, null, null, null, 0, true, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("job");
  }
}
