package io.sluice.bgp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AsciiBufferTest {
  @ParameterizedTest
  @CsvSource({
    "2001:0db8:0000:0000:0001:0000:0000:0001, 2001:db8::1:0:0:1",
    "2001:db8:0:0:0:0:2:1, 2001:db8::2:1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
    "2001:DB8::AbCd, 2001:db8::abcd",
    "0:0:0:0:0:0:0:0, ::",
    "0:0:0:0:0:0:0:1, ::1",
    "1:0:0:0:0:0:0:0, 1::",
    "0:1:0:1:0:1:0:1, 0:1:0:1:0:1:0:1",
    "0:0:1:0:0:0:0:0, 0:0:1::",
    "::ffff:c000:201, ::ffff:192.0.2.1",
    "::102:304, ::102:304",
  })
  void anAddressIsWrittenAsRfc5952Wants(String given, String wanted) {
    assertThat(Address.parse(given)).hasToString(wanted);
  }

  /** Zero groups are likely here. */
  @Property(tries = 5000)
  void anAddressIsWrittenAsAnIndependentImplementationWritesIt(
      @ForAll long high, @ForAll long low, @ForAll @IntRange(min = 0, max = 255) int zeroes) {
    long h = high;
    long l = low;
    for (int i = 0; i < 8; i++) {
      if ((zeroes >> i & 1) != 0) {
        h &= i < 4 ? ~(0xffffL << 48 - 16 * i) : -1L;
        l &= i >= 4 ? ~(0xffffL << 112 - 16 * i) : -1L;
      }
    }
    String written = new AsciiBuffer().ipv6(h, l).toString();
    assertThat(written).isEqualTo(byText(h, l));
    assertThat(Address.parse(written)).isEqualTo(new Address(true, h, l));
  }

  /** RFC 5952 section 4 by way of text: the first of the longest runs of zero groups goes. */
  private static String byText(long high, long low) {
    List<String> groups = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      long half = i < 4 ? high : low;
      groups.add(Long.toHexString(half >>> 48 - 16 * (i % 4) & 0xffff));
    }
    if (high == 0 && low >>> 32 == 0xffff) {
      return "::ffff:%d.%d.%d.%d"
          .formatted(low >> 24 & 255, low >> 16 & 255, low >> 8 & 255, low & 255);
    }
    String text = "," + String.join(",", groups) + ",";
    for (int run = 8; run >= 2; run--) {
      String zeroes = ",0".repeat(run) + ",";
      int at = text.indexOf(zeroes);
      if (at >= 0) {
        String before = text.substring(0, at).replaceFirst("^,", "").replace(',', ':');
        String after =
            text.substring(at + zeroes.length()).replaceFirst(",$", "").replace(',', ':');
        return before + "::" + after;
      }
    }
    return String.join(":", groups);
  }

  @Property(tries = 2000)
  void theJdkReadsTheSameAddressBack(@ForAll long high, @ForAll long low)
      throws UnknownHostException {
    byte[] octets = ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    String written = new AsciiBuffer().ipv6(high, low).toString();
    assertThat(InetAddress.getByName(written)).isEqualTo(InetAddress.getByAddress(octets));
    byte[] four = ByteBuffer.allocate(4).putInt((int) high).array();
    assertThat(new AsciiBuffer().ipv4((int) high))
        .hasToString(InetAddress.getByAddress(four).getHostAddress());
  }

  @Property(tries = 5000)
  void aNumberIsWrittenInDecimal(@ForAll long number, @ForAll @IntRange(max = 63) int shift) {
    long value = number >> shift;
    assertThat(new AsciiBuffer().put('x').number(value)).hasToString("x" + value);
    assertThat(new AsciiBuffer().hex(value)).hasToString(Long.toHexString(value));
  }

  @Test
  void theBordersOfEachNumberOfDigitsAreRight() {
    long border = 1;
    for (int digits = 1; digits < 19; digits++, border *= 10) {
      for (long value : new long[] {border - 1, border, border + 1}) {
        assertThat(new AsciiBuffer().number(value)).hasToString(Long.toString(value));
      }
    }
    assertThat(new AsciiBuffer().number(Long.MIN_VALUE)).hasToString("-9223372036854775808");
  }

  @Test
  void itGrowsAndGoesBack() {
    AsciiBuffer out = new AsciiBuffer();
    for (int i = 0; i < 5000; i++) {
      out.put('a').put("bc").padded(7, 3);
    }
    assertThat(out.size()).isEqualTo(30_000);
    out.truncate(6);
    assertThat(out).hasToString("abc007");
    assertThat(out.contentEquals("abc007")).isTrue();
    assertThat(out.contentEquals("abc008")).isFalse();
  }
}
