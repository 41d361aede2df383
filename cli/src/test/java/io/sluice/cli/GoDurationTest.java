package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {

  @ParameterizedTest
  @CsvSource({
    "15s, PT15S, 15s",
    "1m0s, PT1M, 1m0s",
    "90s, PT1M30S, 1m30s",
    "250ms, PT0.25S, 250ms",
    "1.5s, PT1.5S, 1.5s",
    "1h2m3s, PT1H2M3S, 1h2m3s",
    "1h, PT1H, 1h0m0s",
    "0, PT0S, 0s",
    "100us, PT0.0001S, 0.1ms",
  })
  void durations_are_read_and_written_as_in_go(String text, Duration expected, String written) {
    assertThat(GoDuration.parse(text)).isEqualTo(expected);
    assertThat(GoDuration.format(expected)).isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "15", "-1s", "s", "1 s", "1s2", "1d", "99999999999999h", "1..5s"})
  void what_is_no_duration_is_refused(String text) {
    assertThatThrownBy(() -> GoDuration.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'");
  }

  @Property
  void what_is_written_is_read_back(@ForAll @LongRange(min = 0) long nanos) {
    Duration d = Duration.ofNanos(nanos);
    assertThat(GoDuration.parse(GoDuration.format(d))).isEqualTo(d);
  }
}
