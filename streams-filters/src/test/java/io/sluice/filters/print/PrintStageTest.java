package io.sluice.filters.print;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.Direction;
import io.sluice.filters.PipelineRun;
import io.sluice.filters.Pipelines;
import io.sluice.filters.Wire;
import io.sluice.filters.limit.LimitOptions;
import io.sluice.schemas.Action;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrintStageTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private List<String> lines() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void behindTheOtherStagesItPrintsWhatLeaves() {
    try (LineWriter writer = new LineWriter(out);
        PipelineRun run =
            new PipelineRun(
                Pipelines.of(
                    Pipelines.limit(LimitOptions.NONE.withLengths(0, 24)),
                    Pipelines.stage("stdout", () -> new PrintStage(writer))))) {
      run.judge(Wire.message("s", 1, Direction.R, 7, Wire.announce("10.0.0.0/24", "10.0.1.0/25")));
      run.watch(Wire.message("s", 1, Direction.R, 8, Wire.keepalive()));
      run.idle();
    }
    assertThat(lines()).hasSize(2);
    assertThat(lines().get(0))
        .startsWith("[\"R\",7,")
        .contains("\"reach\":[\"10.0.0.0/24\"]")
        .contains("\"unreach\":[\"10.0.1.0/25\"]");
    assertThat(lines().get(1)).contains("\"KEEPALIVE\"");
  }

  @Test
  void aMessageThatDoesNotDecodeIsNotPrintedAndPassesWhenNothingJudges() {
    byte[] broken = Wire.announce("10.0.0.0/24");
    broken[20] = 99;
    try (LineWriter writer = new LineWriter(out);
        PipelineRun run =
            new PipelineRun(
                Pipelines.of(Pipelines.stage("stdout", () -> new PrintStage(writer))))) {
      assertThat(run.judge(Wire.message("s", 1, Direction.R, 1, broken)).action())
          .isEqualTo(Action.PASS);
      run.judge(Wire.message("s", 1, Direction.R, 2, Wire.announce("10.0.0.0/24")));
    }
    assertThat(lines()).hasSize(1);
  }

  @Test
  void oneThatDoesNotDecodeCountsOnceHoweverManyPrintersItPassesAndHoweverOften() {
    byte[] broken = Wire.announce("10.0.0.0/24");
    broken[20] = 99;
    Undecoded undecoded = new Undecoded();
    try (LineWriter writer = new LineWriter(out);
        PipelineRun run =
            new PipelineRun(
                Pipelines.of(
                    Pipelines.stage("a", () -> printer(writer, false, undecoded)),
                    Pipelines.stage("b", () -> printer(writer, true, undecoded))))) {
      run.judge(Wire.message("s", 1, Direction.R, 1, broken));
      run.judge(Wire.message("s", 1, Direction.R, 1, broken));
      assertThat(undecoded.count()).isEqualTo(1);
      run.judge(Wire.message("s", 1, Direction.L, 1, broken));
      run.judge(Wire.message("s", 2, Direction.R, 1, broken));
      run.judge(Wire.message("t", 1, Direction.R, 1, broken));
      run.judge(Wire.message("s", 1, Direction.R, 3, broken));
      run.judge(Wire.message("s", 1, Direction.R, 4, Wire.announce("10.0.0.0/24")));
    }
    assertThat(undecoded.count()).isEqualTo(5);
    assertThat(lines()).filteredOn(line -> line.contains("PARSE_ERROR")).hasSize(6);
  }

  private static PrintStage printer(LineWriter writer, boolean bad, Undecoded undecoded) {
    return new PrintStage(writer, type -> true, false, bad, undecoded);
  }

  @Test
  void onlyTheTypesAskedForArePrinted() {
    try (LineWriter writer = new LineWriter(out);
        PipelineRun run =
            new PipelineRun(
                Pipelines.of(
                    Pipelines.stage("stdout", () -> new PrintStage(writer, type -> type == 4))))) {
      run.judge(Wire.message("s", 1, Direction.R, 1, Wire.announce("10.0.0.0/24")));
      run.watch(Wire.message("s", 1, Direction.R, 2, Wire.keepalive()));
    }
    assertThat(lines()).singleElement().asString().contains("KEEPALIVE");
  }
}
