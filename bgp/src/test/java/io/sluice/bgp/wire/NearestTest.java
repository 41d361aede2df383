package io.sluice.bgp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class NearestTest {
  @Test
  void counts_edits() {
    assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
    assertThat(Nearest.distance("", "abc")).isEqualTo(3);
    assertThat(Nearest.distance("Fail", "fail")).isZero();
    assertThat(Nearest.of("pipelne", List.of("name", "pipeline", "topics"))).isEqualTo("pipeline");
    assertThat(Nearest.of("x", List.of())).isNull();
  }

  @Property(tries = 200)
  void is_a_distance(
      @ForAll @StringLength(max = 8) String a,
      @ForAll @StringLength(max = 8) String b,
      @ForAll @StringLength(max = 8) String c) {
    assertThat(Nearest.distance(a, a)).isZero();
    assertThat(Nearest.distance(a, b)).isEqualTo(Nearest.distance(b, a));
    assertThat(Nearest.distance(a, c))
        .isLessThanOrEqualTo(Nearest.distance(a, b) + Nearest.distance(b, c));
  }
}
