package io.sluice.filters;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.Direction;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where new messages enter, whatever stands beside the operator's stages. */
class PlacesTest {
  private final List<String> met = new ArrayList<>();

  private StageSpec spec(String name, Set<Direction> directions, StageSpec.Place place) {
    return new StageSpec(
        name, name, directions, false, () -> (message, ruling) -> met.add(name), place);
  }

  private List<String> path(PipelineRun run, Direction direction, String tag) {
    met.clear();
    byte[] wire = Wire.announce("10.1.0.0/16");
    run.judge(Wire.message("s", 1, direction, 1, wire), run.place(direction, tag));
    return List.copyOf(met);
  }

  @Test
  void aNewMessageMeetsTheOperatorsStagesAheadOfItAndWhatStandsBehindAllOfThem() {
    Set<Direction> both = EnumSet.allOf(Direction.class);
    PipelineRun run =
        new PipelineRun(
            new Pipeline(
                List.of(
                    spec("eyes-R", Set.of(Direction.R), StageSpec.Place.FRONT),
                    spec("printer-L", Set.of(Direction.L), StageSpec.Place.BACK),
                    spec("a", both, StageSpec.Place.MIDDLE),
                    spec("b", Set.of(Direction.R), StageSpec.Place.MIDDLE),
                    spec("c", both, StageSpec.Place.MIDDLE),
                    spec("printer-R", Set.of(Direction.R), StageSpec.Place.BACK),
                    spec("eyes-L", Set.of(Direction.L), StageSpec.Place.FRONT)),
                Set.of()));
    assertThat(path(run, Direction.R, "0")).containsExactly("a", "b", "c", "printer-R");
    assertThat(path(run, Direction.R, "2")).containsExactly("c", "printer-R");
    assertThat(path(run, Direction.R, "3")).containsExactly("printer-R");
    assertThat(path(run, Direction.L, "1")).containsExactly("a", "printer-L");
    assertThat(path(run, Direction.L, "2")).containsExactly("printer-L");
    assertThat(path(run, Direction.R, "4")).as("more than there are").hasSize(4);
    assertThat(path(run, Direction.R, "-1")).as("none").hasSize(4);
    assertThat(path(run, Direction.R, "all")).as("no number").hasSize(4);
  }
}
