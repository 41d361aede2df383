package io.sluice.cli.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.cli.OperatorException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceOptionsTest {

  @ParameterizedTest
  @ValueSource(strings = {"2", "-1", "often", "", "NaN"})
  void what_is_no_ratio_is_named(String text) {
    assertThatThrownBy(() -> TraceOptions.ratio(text))
        .isInstanceOf(OperatorException.class)
        .hasMessage("--trace " + text + ": a number from 0 to 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "collector:4318",
        "ftp://a.example/",
        "http:///v1",
        "",
        "/v1/traces",
        "//a.example/",
        " "
      })
  void what_is_no_url_is_named(String text) {
    assertThatThrownBy(() -> TraceOptions.endpoint(text))
        .isInstanceOf(OperatorException.class)
        .hasMessageStartingWith("--trace-endpoint " + text + ": a URL");
  }

  @Test
  void what_is_right_is_taken() {
    assertThat(TraceOptions.ratio("0.25")).isEqualTo(0.25);
    assertThat(TraceOptions.endpoint("https://[::1]:4318/x")).isEqualTo("https://[::1]:4318/x");
  }
}
