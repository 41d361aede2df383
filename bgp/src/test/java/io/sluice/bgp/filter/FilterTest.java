package io.sluice.bgp.filter;

import static io.sluice.bgp.filter.Filter.Result.MATCH;
import static io.sluice.bgp.filter.Filter.Result.MISMATCH;
import static io.sluice.bgp.filter.Filter.Result.SILENT;
import static io.sluice.bgp.filter.Samples.ANNOUNCEMENT;
import static io.sluice.bgp.filter.Samples.CEASE;
import static io.sluice.bgp.filter.Samples.END_OF_RIB;
import static io.sluice.bgp.filter.Samples.END_OF_RIB_IPV6;
import static io.sluice.bgp.filter.Samples.IPV6;
import static io.sluice.bgp.filter.Samples.KEEPALIVE;
import static io.sluice.bgp.filter.Samples.WITHDRAWAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Message;
import io.sluice.bgp.PrefixCursor;
import io.sluice.bgp.Updates;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "update",
        "type == update",
        "type != open",
        "!keepalive",
        "dir == R",
        "direction != L",
        "seq == 7",
        "sequence > 6 && seq <= 7",
        "time > 2024-01-01 && time < \"Jan 2, 2024\"",
        "time ~ \"^2024-01-01T00:00:05[.]020$\"",
        "time == 2024-01-01T00:00:05.020",
        "time > 1704067205 && time < 1704067206",
        "prefix == 10.1.2.0/24",
        "prefix < 10.0.0.0/8",
        "prefix <= 10.1.2.0/24",
        "prefix > 10.1.2.3",
        "prefix >= 10.1.2.0/24",
        "prefix ~ 10.1.2.3",
        "prefix ~ 0.0.0.0/0 && !(prefix ~ ::/0)",
        "prefix[*] <= 0.0.0.0/0",
        "!prefix[*] ~ 10.0.0.0/8",
        "prefix != 10.0.0.0/8",
        "reach && !unreach",
        "reach ~ 10.0.0.0/8",
        "ipv4",
        "af == ipv4",
        "af == ipv4/unicast",
        "af == unicast",
        "af == 1",
        "nexthop == 192.0.2.1",
        "nh ~ 192.0.2.0/24",
        "nh > 192.0.2.0 && nh < 192.0.2.2",
        "as_path == 65001",
        "aspath[0] == 65001 && aspath[-1] == 65001",
        "aspath[1] != 65001",
        "as_origin == 65001",
        "as_peer == 0xfde9",
        "as_upstream != 65001",
        "as_path ~ ^65001$",
        "as_path == \"65001\"",
        "as_path_len == 1 && aspath_hops < 2",
        "origin == igp",
        "!med && !local_pref && !otc",
        "med != 100",
        "community",
        "community == 65001:100",
        "com ~ 65001:",
        "!large_community && !ext_community",
        "json[attrs.ASPATH.value.0] == 65001",
        "attr[ORIGIN] == IGP",
        "attr[community.0] ~ :100$",
        "tag[PEER_AS] == 65001",
        "tag ~ ^65",
        "ipv4&&as_origin==65001",
        "(ipv4)&&(as_origin == 65001)",
        "\tipv4\n && as-origin == 65001 ",
      })
  void theAnnouncementIsMeant(String text) {
    assertThat(announcement(text)).as(text).isEqualTo(MATCH);
    assertThat(announcement("!(" + text + ")")).as("opposite of " + text).isEqualTo(MISMATCH);
  }

  private static Filter.Result announcement(String text) {
    Message tagged =
        Samples.message(
            ANNOUNCEMENT.toByteArray(), DecodeContext.AS4, Map.of("PEER_AS", "65001", "E", ""));
    return Filter.compile(text).evaluate(tagged);
  }

  @Test
  void andBindsCloserThanOr() {
    assertThat(Filter.compile("open && ipv4 || update").evaluate(ANNOUNCEMENT)).isEqualTo(MATCH);
    assertThat(Filter.compile("update || open && open").evaluate(ANNOUNCEMENT)).isEqualTo(MATCH);
    assertThat(Filter.compile("(update || open) && open").evaluate(ANNOUNCEMENT))
        .isEqualTo(MISMATCH);
    assertThat(Filter.compile("!!update").evaluate(ANNOUNCEMENT)).isEqualTo(MATCH);
  }

  @Test
  void aSetIsOneHopWhoseMembersAllCount() {
    assertThat(Filter.compile("as_path_len == 3").evaluate(IPV6)).isEqualTo(MATCH);
    assertThat(Filter.compile("as_origin == 65003 && as_origin == 65004").evaluate(IPV6))
        .isEqualTo(MATCH);
    assertThat(Filter.compile("as_path == 65001,65002,[65003,65004]").evaluate(IPV6))
        .isEqualTo(MATCH);
    assertThat(Filter.compile("as_upstream == 65002").evaluate(IPV6)).isEqualTo(MATCH);
  }

  @Test
  void aFilterOnRoutesSaysNothingOfMessagesWithoutAny() {
    for (String text :
        List.of("ipv6", "prefix ~ 10.0.0.0/8", "as_origin == 1", "!community", "med != 1")) {
      Filter filter = Filter.compile(text);
      for (Message message : List.of(KEEPALIVE, CEASE, END_OF_RIB, END_OF_RIB_IPV6)) {
        assertThat(filter.evaluate(message)).as(text).isEqualTo(SILENT);
      }
    }
  }

  @Test
  void whereTheAnswerDoesNotDependOnRoutesItIsGiven() {
    assertThat(Filter.compile("keepalive || ipv6").evaluate(KEEPALIVE)).isEqualTo(MATCH);
    assertThat(Filter.compile("update && ipv6").evaluate(KEEPALIVE)).isEqualTo(MISMATCH);
    assertThat(Filter.compile("med == 1 || med != 1").evaluate(KEEPALIVE)).isEqualTo(MATCH);
    assertThat(Filter.compile("dir == L && as_origin == 1").evaluate(END_OF_RIB))
        .isEqualTo(MISMATCH);
  }

  @Test
  void aWithdrawalHasPrefixesAndAFamilyButNoAttributes() {
    assertThat(Filter.compile("prefix ~ 10.0.0.0/8").evaluate(WITHDRAWAL)).isEqualTo(MATCH);
    assertThat(Filter.compile("prefix ~ 11.0.0.0/8").evaluate(WITHDRAWAL)).isEqualTo(MISMATCH);
    assertThat(Filter.compile("unreach ~ 10.0.0.0/8").evaluate(WITHDRAWAL)).isEqualTo(MATCH);
    assertThat(Filter.compile("ipv4").evaluate(WITHDRAWAL)).isEqualTo(MATCH);
    assertThat(Filter.compile("as_origin == 65001").evaluate(WITHDRAWAL)).isEqualTo(SILENT);
    assertThat(Filter.compile("reach ~ 10.0.0.0/8").evaluate(WITHDRAWAL)).isEqualTo(SILENT);
    assertThat(Filter.compile("prefix ~ 11.0.0.0/8 && as_origin == 1").evaluate(WITHDRAWAL))
        .isEqualTo(MISMATCH);
  }

  @Test
  void eachAnnouncedRouteIsToldApart() {
    Filter filter = Filter.compile("prefix ~ 10.0.0.0/8 && as_origin == 65001");
    assertThat(filter.perRoute()).isTrue();
    assertThat(routes(filter, ANNOUNCEMENT)).containsExactly(MISMATCH, MATCH);
    assertThat(filter.evaluate(ANNOUNCEMENT)).isEqualTo(MATCH);
    assertThat(routes(Filter.compile("unreach ~ 10.0.0.0/8"), ANNOUNCEMENT))
        .containsExactly(MISMATCH, MISMATCH);
    assertThat(routes(Filter.compile("prefix[*] ~ 10.0.0.0/8"), ANNOUNCEMENT))
        .containsExactly(MISMATCH, MATCH);
    assertThat(Filter.compile("ipv4 && as_origin == 65001").perRoute()).isFalse();
  }

  private static List<Filter.Result> routes(Filter filter, Message message) {
    List<Filter.Result> results = new ArrayList<>();
    PrefixCursor route = new PrefixCursor().allAnnounced(message.update());
    while (route.next()) {
      results.add(filter.evaluate(message, route));
    }
    return results;
  }

  @Test
  void aRouteOfAMixedMessageHasItsOwnFamily() {
    Message mixed =
        Samples.message(
            Updates.update(
                "",
                Updates.ORIGIN
                    + Updates.attribute(
                        0x80, 14, "0002 01 10 20010db8000000000000000000000001 00 20 20010db8"),
                "18 c00002"));
    assertThat(routes(Filter.compile("ipv6"), mixed)).containsExactly(MISMATCH, MATCH);
  }

  @Test
  void ofRoutesThatAreNoPrefixesNothingHoldsThatAsksForOne() {
    String evpn = Updates.attribute(0x80, 14, "001946 04 c0000201 00 0b 02 0102");
    Message message = Samples.message(Updates.update("", Updates.AS_PATH + evpn, ""));
    int family = 0x1946;
    assertThat(Filter.compile("prefix ~ 0.0.0.0/0").evaluateOther(message, family))
        .isEqualTo(MISMATCH);
    assertThat(Filter.compile("!(prefix ~ 0.0.0.0/0)").evaluateOther(message, family))
        .isEqualTo(MATCH);
    assertThat(Filter.compile("af == evpns && as_origin == 65001").evaluateOther(message, family))
        .isEqualTo(MATCH);
    assertThat(Filter.compile("ipv4").evaluateOther(message, family)).isEqualTo(MISMATCH);
    assertThat(Filter.compile("reach").evaluateOther(message, family)).isEqualTo(MATCH);
  }

  @Test
  void anAs4PathIsMergedInASessionOfTwoOctetNumbersOnly() {
    byte[] message =
        Updates.update(
            "",
            Updates.attribute(0x40, 2, "0202 fde9 5ba0")
                + Updates.attribute(0xc0, 17, "0201 00030000"),
            "18 c00002");
    Message old = Samples.message(message, DecodeContext.AS2, Map.of());
    assertThat(Filter.compile("as_origin == 196608").evaluate(old)).isEqualTo(MATCH);
  }

  @Test
  void oneFilterServesOneMessageAfterTheOther() {
    Filter filter = Filter.compile("as_origin == 65001");
    Message message = new Message();
    for (Message sample : List.of(ANNOUNCEMENT, IPV6, ANNOUNCEMENT)) {
      byte[] bytes = sample.toByteArray();
      message.wrap(bytes, 0, bytes.length);
      assertThat(filter.evaluate(message)).isEqualTo(sample == IPV6 ? MISMATCH : MATCH);
    }
  }
}
