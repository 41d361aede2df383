package io.sluice.bgp.filter;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Header;
import io.sluice.bgp.Message;
import io.sluice.bgp.MessageType;
import io.sluice.bgp.PrefixCursor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Whatever an operator writes and a peer sends: an answer, or an error that points somewhere. */
class FilterFuzzTest {
  private static final List<Filter> FILTERS =
      List.of(
          Filter.compile("prefix ~ 10.0.0.0/8 || prefix[*] <= 2001:db8::/32"),
          Filter.compile("as_path ~ \"(^|,)([0-9]+,)*65001$\" || as_origin == 1 || aspath[-3] > 5"),
          Filter.compile("as_path_len > 3 && as_path_hops < 5 || nexthop ~ 0.0.0.0/0"),
          Filter.compile("community == 65000:1 || community ~ :666 || large_community ~ ^.1"),
          Filter.compile("ext_community ~ TARGET || origin == igp || med > 5 || otc != 1"),
          Filter.compile("json[attrs.MP_REACH.value.prefixes.1] ~ : || json[caps.MP.0] == x"),
          Filter.compile("attr[AGGREGATOR.asn] > 5 || af == evpns || reach && unreach"));

  @FuzzTest(maxDuration = "1m")
  void anyTextCompilesOrPointsAtAColumn(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    try {
      Filter filter = Filter.compile(text);
      for (Message message : Samples.all()) {
        assertThat(filter.evaluate(message)).isNotNull();
      }
    } catch (FilterSyntaxException e) {
      assertThat(e.column()).isBetween(1, text.length() + 1);
      assertThat(e.problem()).isNotEmpty();
    }
  }

  @FuzzTest(maxDuration = "1m")
  void anyMessageIsAnswered(byte[] input) {
    if (input.length == 0) {
      return;
    }
    int length = Math.min(input.length - 1, 65535 - Header.LENGTH);
    byte[] bytes = Header.write(MessageType.UPDATE, length);
    System.arraycopy(input, 1, bytes, Header.LENGTH, length);
    bytes[Header.TYPE_OFFSET] = input[0] < 0 ? (byte) (input[0] & 7) : 2;
    for (DecodeContext context : List.of(DecodeContext.AS4, DecodeContext.AS2)) {
      Message message = Samples.message(bytes, context, Map.of());
      for (Filter filter : FILTERS) {
        assertThat(filter.evaluate(message)).isNotNull();
        if (message.isUpdate()) {
          PrefixCursor route = new PrefixCursor().allAnnounced(message.update());
          for (int i = 0; i < 10 && route.next(); i++) {
            assertThat(filter.evaluate(message, route)).isNotEqualTo(Filter.Result.SILENT);
          }
        }
      }
    }
  }
}
