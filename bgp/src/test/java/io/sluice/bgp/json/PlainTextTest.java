package io.sluice.bgp.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.Address;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** What is read the short way is what the long way reads; the rest is left to that. */
class PlainTextTest {
  @Property
  void aNumberThatIsReadIsTheOneThatAllFormsGive(
      @ForAll @StringLength(max = 20) @CharRange(from = '0', to = '9') @Chars({'_', 'x', '-'})
          String text) {
    long value = decimal(text);
    assertThat(value).isIn(-1L, JsonNumbers.unsigned(text));
  }

  @Property
  void anAddressThatIsReadIsTheOneThatAllFormsGive(
      @ForAll @StringLength(max = 16) @CharRange(from = '0', to = '2') @Chars({'.', '/'})
          String text) {
    long value = ipv4(text);
    if (value >= 0) {
      assertThat(Address.parse(text)).isEqualTo(Address.ipv4((int) value));
    }
  }

  @Property
  void everyAddressIsReadTheShortWay(@ForAll int bits) {
    assertThat(ipv4(Address.ipv4(bits).toString())).isEqualTo(bits & 0xffffffffL);
  }

  @Property
  void everyNumberIsReadTheShortWay(@ForAll @IntRange(min = 0) int number) {
    assertThat(decimal(Integer.toString(number))).isEqualTo(number);
  }

  @Test
  void otherFormsAreLeftAlone() {
    for (String text : new String[] {"", "07", "0x7", "1_0", "-1", "1.5", "9999999999999999999"}) {
      assertThat(decimal(text)).as(text).isEqualTo(-1);
    }
    for (String text : new String[] {"1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1.2..4"}) {
      assertThat(ipv4(text)).as(text).isEqualTo(-1);
    }
  }

  private static long decimal(String text) {
    byte[] b = text.getBytes(StandardCharsets.US_ASCII);
    return PlainText.decimal(b, 0, b.length);
  }

  private static long ipv4(String text) {
    byte[] b = text.getBytes(StandardCharsets.US_ASCII);
    return PlainText.ipv4(b, 0, b.length);
  }
}
