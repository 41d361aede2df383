package io.sluice.filters.outside;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.Direction;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {
  private static final Duration DEADLINE = Duration.ofSeconds(2);

  private final Patience patience =
      new Patience(
          OutsideRig.options(Unanswered.CLOSE, DEADLINE, true), new DialogueLog("exec"), "s");

  @Test
  void eachDirectionAsksForAnEchoOfItsOwnOnceInAQuarterOfTheDeadline() throws Exception {
    Asked right = new Asked(null, new DialogueSide(Direction.R), 1, 0, System.nanoTime());
    Asked left = new Asked(null, new DialogueSide(Direction.L), 1, 1, System.nanoTime());
    Thread.sleep(DEADLINE.toMillis() / 2);
    assertThat(patience.wantsEcho(right)).isTrue();
    assertThat(patience.wantsEcho(left)).isTrue();
    Thread.sleep(DEADLINE.toMillis() / 2);
    assertThat(patience.wantsEcho(right)).isTrue();
    assertThat(patience.wantsEcho(left)).isTrue();
  }
}
