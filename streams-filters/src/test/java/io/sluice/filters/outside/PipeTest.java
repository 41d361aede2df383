package io.sluice.filters.outside;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.filters.Wire;
import io.sluice.filters.outside.pipe.NamedPipe;
import io.sluice.schemas.Action;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever is at the other end of named pipes. */
class PipeTest {
  @TempDir Path dir;

  private Process start(String script) throws Exception {
    return new ProcessBuilder("sh", "-c", script).directory(dir.toFile()).start();
  }

  private OutsideRig rig() {
    return new OutsideRig(
        OutsideRig.patient(),
        false,
        (session, keep, wake) ->
            new NamedPipe(dir.resolve("p"), dir.resolve("p.back"), "pipe", keep, wake));
  }

  @Test
  void theyAreMadeAndWhoComesLaterOrAgainIsAskedWhatIsNotAnswered() throws Exception {
    Process second;
    try (OutsideRig rig = rig()) {
      for (int i = 1; i <= 100; i++) {
        rig.judge("s", 1, i, Wire.announce(Wire.net(i)));
      }
      rig.until(() -> Files.exists(dir.resolve("p")) && Files.exists(dir.resolve("p.back")));
      // Answers ten, and goes.
      Process first = start("exec 3> p.back; head -n 10 < p >&3");
      rig.untilFates(9);
      assertThat(first.waitFor(30, TimeUnit.SECONDS)).isTrue();
      second = start("exec cat < p > p.back");
      rig.untilFates(100);
      assertThat(rig.fates).allMatch(fate -> fate.action() == Action.PASS);
      assertThat(rig.sequences()).isEqualTo(LongStream.rangeClosed(1, 100).boxed().toList());
    }
    assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void waitingForNobodyEndsWithTheStage() throws Exception {
    OutsideRig rig = rig();
    rig.judge("s", 1, 1, Wire.announce("10.0.0.0/8"));
    rig.until(() -> Files.exists(dir.resolve("p.back")));
    rig.close();
    rig.until(
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("sluice-outside-run pipe")));
  }
}
