package io.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void theMedianStandsBetweenLeastAndMost() {
    assertThat(Spread.of(3, 1, 2)).isEqualTo(new Spread(2, 1, 3, 3));
    assertThat(Spread.of(4, 1, 2, 3).median()).isEqualTo(2.5);
  }

  @Test
  void theTextHasTheSpreadOnlyWhenThereIsOne() {
    assertThat(Spread.of(1.5).text(1)).isEqualTo("1.5");
    assertThat(Spread.of(1, 2, 3000).text(0)).isEqualTo("2 [1–3,000]");
  }
}
