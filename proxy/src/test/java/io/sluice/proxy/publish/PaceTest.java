package io.sluice.proxy.publish;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long MILLI = 1_000_000;
  private final Pace pace = new Pace(0);

  /** Batches one after the other, each in a burst of its own; tells how long the last waited. */
  private long batches(int count, long apart, long from) {
    long waited = 0;
    for (int i = 0; i < count; i++) {
      long now = from + i * apart;
      waited = pace.left(now);
      pace.begin(now + Math.max(0, waited));
      pace.count();
    }
    return waited;
  }

  @Test
  void whatComesOnceAMillisecondNeverWaits() {
    assertThat(batches(1000, MILLI, 0)).isZero();
  }

  @Test
  void whatComesOftenWaitsForTheRestOfItsMillisecond() {
    assertThat(batches(200, MILLI / 10, 0)).isBetween(1L, Pace.GAP_NANOS);
  }

  @Test
  void aQuietTimeEndsTheWaiting() {
    batches(200, MILLI / 10, 0);
    assertThat(pace.left(1000 * MILLI)).isZero();
  }
}
