package io.sluice.bgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        ":::",
        "1",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        "01.2.3.4",
        "1..2.3",
        "1.2.3.4 ",
        "::1::",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7:8::",
        "12345::",
        "::g",
        "1:2:3:4:5:6:7:",
        ":1:2:3:4:5:6:7",
        "::1.2.3",
        "::1.2.3.4:5",
        "1:2:3:4:5:6:7:1.2.3.4",
        "fe80::1%eth0",
        "[::1]",
        "localhost",
        "::٣"
      })
  void whatIsNoAddressIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Address.parse(text))
        .withMessageContaining(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/08", "::/129", "/8"})
  void whatIsNoPrefixIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Prefix.parse(text));
  }

  @Test
  void aPrefixLosesItsHostBits() {
    assertThat(Prefix.parse("10.1.2.3/8")).hasToString("10.0.0.0/8");
    assertThat(Prefix.parse("2001:db8::1/65")).hasToString("2001:db8::/65");
    assertThat(Prefix.parse("192.0.2.1")).hasToString("192.0.2.1/32");
    assertThat(Prefix.parse("0.0.0.0/0").contains(false, -1L, 0)).isTrue();
    assertThat(Prefix.parse("0.0.0.0/0").contains(true, 0, 0)).isFalse();
  }

  @Test
  void addressesAreOrderedByNumberWithinTheirFamily() {
    assertThat(Address.parse("128.0.0.0")).isGreaterThan(Address.parse("127.255.255.255"));
    assertThat(Address.parse("ffff::")).isGreaterThan(Address.parse("7fff::"));
    assertThat(Address.parse("::")).isGreaterThan(Address.parse("255.255.255.255"));
  }
}
