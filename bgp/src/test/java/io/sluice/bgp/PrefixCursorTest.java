package io.sluice.bgp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrefixCursorTest {
  private static final DecodeContext ADD_PATH =
      DecodeContext.of(
          true, List.of(AddressFamily.IPV4_UNICAST, AddressFamily.IPV6_UNICAST), List.of());

  @Test
  void hostBitsAreCleared() {
    assertThat(walk("09 c0ff 00 01 ff 20 c0000201", 0x0101, DecodeContext.AS4))
        .containsExactly("192.128.0.0/9", "0.0.0.0/0", "128.0.0.0/1", "192.0.2.1/32");
    assertThat(
            walk(
                "00 0a ffff 40 20010db800000001 41 20010db80000000180 80 20010db8000000000000000000000001",
                0x0201,
                DecodeContext.AS4))
        .containsExactly(
            "::/0", "ffc0::/10", "2001:db8:0:1::/64", "2001:db8:0:1:8000::/65", "2001:db8::1/128");
  }

  @Test
  void pathIdentifiersStandInFront() {
    assertThat(walk("00000000 18 c00002 ffffffff 00", 0x0101, ADD_PATH))
        .containsExactly("#0#192.0.2.0/24", "#4294967295#0.0.0.0/0");
    assertThat(walk("00000007 20 20010db8", 0x0201, ADD_PATH)).containsExactly("#7#2001:db8::/32");
  }

  @Test
  void whatIsNoPrefixEndsTheWalkAndIsToldWhere() {
    assertMalformed("18 c00002 21 c000020100", 0x0101, DecodeContext.AS4, 4);
    assertMalformed("18 c000", 0x0101, DecodeContext.AS4, 0);
    assertMalformed("20 20010db8 81 00", 0x0201, DecodeContext.AS4, 5);
    assertMalformed("18 c00002", 0x0101, ADD_PATH, 0);
    assertMalformed("00000001", 0x0101, ADD_PATH, 0);
  }

  private static void assertMalformed(
      String hex, int family, DecodeContext context, int malformedAt) {
    byte[] bytes = Updates.bytes(hex);
    PrefixCursor p = new PrefixCursor().wrap(bytes, 0, bytes.length, family, context);
    while (p.next()) {
      assertThat(p.malformed()).isFalse();
    }
    assertThat(p.malformed()).isTrue();
    assertThat(p.malformedAt()).isEqualTo(malformedAt);
    assertThat(p.next()).as("it stays at the fault").isFalse();
  }

  @Test
  void bytesBehindThePrefixDoNotMatter() {
    byte[] bytes = Updates.bytes("14 c0a8f0 ffffffffffffffffffffffffffffffff");
    PrefixCursor p = new PrefixCursor().wrap(bytes, 0, 4, 0x0101, DecodeContext.AS4);
    assertThat(p.next()).isTrue();
    assertThat(new AsciiBuffer().prefix(p)).hasToString("192.168.240.0/20");
    assertThat(p.next()).isFalse();
  }

  private static List<String> walk(String hex, int family, DecodeContext context) {
    byte[] bytes = Updates.bytes(hex);
    PrefixCursor p = new PrefixCursor().wrap(bytes, 0, bytes.length, family, context);
    List<String> prefixes = new ArrayList<>();
    while (p.next()) {
      assertThat(p.index()).isEqualTo(prefixes.size());
      prefixes.add(new AsciiBuffer().prefix(p).toString());
    }
    assertThat(p.malformed()).isFalse();
    return prefixes;
  }
}
