package io.sluice.cli.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.cli.OperatorException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1, -1",
    "192.0.2.1:1790, 192.0.2.1, 1790",
    ":1790, '', 1790",
    "2001:db8::1, 2001:db8::1, -1",
    "[2001:db8::1], 2001:db8::1, -1",
    "[2001:db8::1]:1790, 2001:db8::1, 1790",
    "::, ::, -1",
    "router.example:179, router.example, 179",
  })
  void an_address_is_taken_apart(String text, String host, int port) {
    assertThat(HostPort.parse(text)).isEqualTo(new HostPort(host, port));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ":", "host:", "host:http", "host:65536", "host:-1", "[::1", "[::1]x", "a:b:c"})
  void what_is_no_address_is_refused(String text) {
    assertThatThrownBy(() -> HostPort.parse(text)).isInstanceOf(OperatorException.class);
  }
}
