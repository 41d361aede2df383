package io.sluice.schemas.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracingTest {
  private static final Tracer TRACER = OpenTelemetry.noop().getTracer("test");

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.3, 1})
  void about_as_many_messages_are_traced_as_the_ratio_says(double ratio) {
    Tracing tracing = new Tracing(TRACER, ratio);
    long chosen = IntStream.range(0, 20_000).filter(i -> tracing.chooses()).count();
    // Six standard deviations.
    assertThat(Math.abs(chosen - ratio * 20_000)).isLessThanOrEqualTo(ratio % 1 == 0 ? 0 : 390);
    assertThat(tracing.isOn()).isEqualTo(ratio > 0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void what_is_no_ratio_is_refused(double ratio) {
    assertThatThrownBy(() -> new Tracing(TRACER, ratio)).hasMessageContaining("0 to 1");
  }

  @Test
  void off_is_off() {
    assertThat(Tracing.OFF.isOn()).isFalse();
  }
}
