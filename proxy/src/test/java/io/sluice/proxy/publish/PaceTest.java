package io.sluice.proxy.publish;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long MILLI = 1_000_000;
  private final Pace pace = new Pace(0);

  /** Batches that come at a rate; tells the longest wait of the last ten. */
  private long batches(int count, long apart) {
    long longest = 0;
    for (int i = 0; i < count; i++) {
      long now = i * apart;
      long left = pace.left(now);
      if (left <= 0) {
        pace.begin(now);
      }
      pace.count();
      longest = i < count - 10 ? 0 : Math.max(longest, left);
    }
    return longest;
  }

  @Test
  void whatComesOnceAMillisecondNeverWaits() {
    assertThat(batches(1000, MILLI)).isZero();
  }

  @Test
  void whatComesOftenWaitsForTheRestOfItsMillisecond() {
    assertThat(batches(200, MILLI / 10)).isBetween(1L, Pace.GAP_NANOS);
  }

  @Test
  void aQuietTimeEndsTheWaiting() {
    batches(200, MILLI / 10);
    assertThat(pace.left(1000 * MILLI)).isZero();
  }
}
