package io.sluice.mrt.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpeedTest {
  private static final long T = 1_700_000_000_000_000L;

  @Test
  void recordsAreDueAsFarApartAsTheyHappenedDividedByTheFactor() {
    Speed real = new Speed(1);
    long first = real.due(T);
    assertThat(first).isLessThanOrEqualTo(System.nanoTime());
    assertThat(real.due(T + 2_000_000) - first).isEqualTo(2_000_000_000L);
    Speed tenfold = new Speed(10);
    long begin = tenfold.due(T);
    assertThat(tenfold.due(T + 2_000_000) - begin).isEqualTo(200_000_000L);
    assertThat(tenfold.due(T - 1)).as("one that comes late").isLessThanOrEqualTo(begin);
  }
}
