package io.sluice.bgp.exa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Update;
import io.sluice.bgp.wire.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExaReaderTest {
  private static final DecodeContext PATHS =
      DecodeContext.of(
          true, List.of(AddressFamily.IPV4_UNICAST), List.of(AddressFamily.IPV4_UNICAST));

  private static Update read(String line, DecodeContext context) {
    Update u = Update.of(new ExaReader(context).read(line), context);
    assertThat(u.error()).isNull();
    return u;
  }

  private static String written(Update u) {
    AsciiBuffer out = new AsciiBuffer();
    new ExaWriter().write(u, out);
    return out.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "announce route 10.0.0.0/8 next-hop 192.0.2.1 path-information 7",
        "announce route 10.0.0.0/8 path-information 0.0.0.7 next-hop 192.0.2.1",
        "announce route #7#10.0.0.0/8 next-hop 192.0.2.1",
      })
  void aPathIdentifierIsReadInEveryForm(String line) {
    assertThat(written(read(line, PATHS)))
        .isEqualTo("announce route #7#10.0.0.0/8 next-hop 192.0.2.1\n");
    assertThat(written(read(line, DecodeContext.AS4)))
        .isEqualTo("announce route 10.0.0.0/8 next-hop 192.0.2.1\n");
  }

  @Test
  void anIpv6NextHopOfAnIpv4PrefixNeedsTheCapability() {
    String line = "announce route #7#10.0.0.0/8 next-hop 2001:db8::1\n";
    assertThat(written(read(line, PATHS))).isEqualTo(line);
    assertThatThrownBy(() -> new ExaReader(DecodeContext.AS4).read(line))
        .isInstanceOf(ExaSyntaxException.class)
        .hasMessageContaining("needs the capability");
  }

  @ParameterizedTest
  @CsvSource({
    "target:65000:1, 0002fde800000001",
    "target:65536:1, 0202000100000001",
    "origin:192.0.2.1:7, 0103c00002010007",
    "0x8006000000000000, 8006000000000000",
  })
  void anExtendedCommunityIsItsOctets(String text, String octets) {
    Update u =
        read(
            "announce route 10.0.0.0/8 next-hop 192.0.2.1 extended-community [" + text + "]",
            DecodeContext.AS4);
    int at = u.find(AttributeCode.EXTENDED_COMMUNITIES);
    assertThat(Bytes.hex(u.buffer(), u.value(at), u.valueLength(at))).isEqualTo(octets);
  }

  @ParameterizedTest
  @CsvSource({
    "extended-community redirect:1:2, 57",
    "extended-community target:1, 57",
    "label 100, 38",
    "rd 1:1, 38",
    "path-information x, 55",
  })
  void whatCannotBeReadIsRefusedAtItsColumn(String words, int column) {
    String line = "announce route 10.0.0.0/8 origin igp " + words;
    assertThatThrownBy(() -> new ExaReader(DecodeContext.AS4).read(line))
        .isInstanceOfSatisfying(
            ExaSyntaxException.class, e -> assertThat(e.column()).isEqualTo(column));
  }
}
