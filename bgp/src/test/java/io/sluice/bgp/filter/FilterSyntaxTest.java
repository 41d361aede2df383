package io.sluice.bgp.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterSyntaxTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = ';',
      value = {
        "``;1;the filter is empty",
        "` `;1;the filter is empty",
        "foo;1;there is no attribute foo",
        "ipv4 && comunity;9;did you mean community?",
        "ipv4 &&;8;expected an attribute here",
        "|| ipv4;1;expected an attribute here",
        "!;2;expected an attribute here",
        "();2;expected an attribute here",
        "(ipv4;1;this ( is not closed",
        "((ipv4);1;this ( is not closed",
        "ipv4);5;this ) closes nothing",
        "ipv4 ipv6;6;expected && or || here",
        "med == 1 2;10;expected && or || here",
        "med === 1;5;=== is no operator",
        "med =< 1;5;=< is no operator",
        "med ==;7;expected a value behind ==",
        "med == );8;expected a value behind ==",
        "med == x;8;an integer from 0 to 4294967295",
        "med == 4294967296;8;an integer from 0 to 4294967295",
        "med ~ 1;5;med does not take ~",
        "med[0] == 1;4;med takes no index",
        "type;5;type needs an operator and a value: ==",
        "type == foo;9;there is no message type foo",
        "update == 1;8;update stands alone",
        "dir == X;8;a direction is L",
        "seq == 1.5;8;an integer from",
        "time > tomorrow;8;a time is 2026-01-31",
        "af == foo;7;a family is AFI/SAFI",
        "prefix == 10.0.0.0/33;11;the length goes up to 32",
        "prefix == 10.0.0;11;not an IPv4 or IPv6 address",
        "prefix == host.example;11;not an IPv4 or IPv6 address",
        "prefix[0] == 10.0.0.0/8;7;takes no index but [*]",
        "prefix;7;prefix needs an operator and a value",
        "nexthop == 10.0.0.0/8;12;compared with a single address",
        "as_path[x] == 1;8;takes a number as index",
        "as_path[;8;the index is not closed",
        "as_path[] == 1;8;the index is empty",
        "as_path == -1;12;an integer from 0 to 4294967295",
        "as_path > foo;11;an AS number goes from 0",
        "as_origin;10;as_origin needs a comparison",
        "as_origin[1] == 2;10;as_origin takes no index",
        "as_path ~ \"(\";11;not a regular expression of RE2",
        "as_path ~ \"(a;11;the text is not closed",
        "origin == 3;11;an origin is igp",
        "community == 65000;14;a community is two numbers",
        "community == 65536:1;14;a community is two numbers",
        "large_community == 1:2;20;a large community is three numbers",
        "ext_community == TARGET;18;an extended community is an object",
        "json == 1;5;json needs a path in brackets",
        "json[med] < x;13;compares numbers",
        "attr[ATTR_99];5;there is no attribute ATTR_99",
      })
  void theErrorPointsAtTheColumnAndSaysWhatWouldBeRight(String text, int column, String says) {
    assertThatThrownBy(() -> Filter.compile(text))
        .isInstanceOfSatisfying(
            FilterSyntaxException.class,
            e -> {
              assertThat(e.problem()).contains(says);
              assertThat(e.column()).as(text).isEqualTo(column);
            });
  }

  @Test
  void theMessageShowsTheTextWithAMarkUnderTheFault() {
    assertThatThrownBy(() -> Filter.compile("ipv4 && comunity"))
        .hasMessage(
            """
            filter, column 9: there is no attribute comunity; did you mean community?
              ipv4 && comunity
                      ^"""
                .replace("\n", System.lineSeparator()));
  }

  @Test
  void deepNestingIsRefusedNotFollowed() {
    assertThatThrownBy(() -> Filter.compile("(".repeat(100_000)))
        .isInstanceOf(FilterSyntaxException.class)
        .hasMessageContaining("nested deeper");
    assertThat(Filter.compile("(".repeat(150) + "ipv4" + ")".repeat(150)).text()).contains("ipv4");
  }
}
