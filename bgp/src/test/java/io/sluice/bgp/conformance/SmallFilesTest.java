package io.sluice.bgp.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.BgpError;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Header;
import io.sluice.bgp.MessageType;
import io.sluice.bgp.Open;
import io.sluice.bgp.Update;
import io.sluice.bgp.update.UpdateBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages in files of their own, with what their authors say of them. */
class SmallFilesTest {
  private static final String RAKU = "jmaslak+Raku-Net-BGP/t/bgp-messages/";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "test-invalid-length-short | Bad Message Length",
        "test-invalid-length-long | Bad Message Length",
        "test-invalid-marker | Connection Not Synchronized",
        "noop-message | Bad Message Type",
        "test-invalid-version | Unsupported Version Number",
        "test-invalid-hold-time | Unacceptable Hold Time",
        "test-invalid-option-len-in-open-1 | OPEN Message Error",
        "test-invalid-option-len-in-open-3 | OPEN Message Error",
        "test-invalid-param-len-in-open-1 | OPEN Message Error",
        "test-invalid-param-len-in-open-2 | OPEN Message Error",
      })
  void whatTheyCallInvalidIsRefusedForWhatTheySay(String name, String reason) throws IOException {
    byte[] bytes = Files.readAllBytes(SharedData.file(RAKU + name + ".msg"));
    BgpError error = Header.check(bytes, 0, bytes.length, false);
    if (error == null) {
      error = Open.parse(bytes).check();
    }
    assertThat(error).isNotNull();
    assertThat(error.toString().toLowerCase(Locale.ROOT)).contains(reason.toLowerCase(Locale.ROOT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "open-message-no-opt | asn 4128;hold 3;id 1.2.3.4;version 4",
        "open-message-capabilities.2 |"
            + "as4 305419896;asn 4128;capability ROUTE_REFRESH;family IPV4/UNICAST;hold 3;"
            + "id 1.2.3.4;version 4",
        "open-message-capabilities |"
            + "as4 305419896;asn 4128;capability FQDN;capability GRACEFUL_RESTART;"
            + "capability ROUTE_REFRESH;family IPV4/UNICAST;family IPV6/UNICAST;hold 3;id 1.2.3.4;"
            + "version 4",
        "keep-alive | type KEEPALIVE",
        "notify-hold-timer-expired | type NOTIFY",
        "notify-open-bad-version | type NOTIFY",
        "update-withdrawal-only-asn16 |"
            + "withdraw IPV4/UNICAST 0.0.0.0/0;withdraw IPV4/UNICAST 192.168.150.0/24;"
            + "withdraw IPV4/UNICAST 192.168.150.1/32",
        "update-mp |"
            + "announce IPV6/UNICAST 2001:db8::/32;next-hop IPV6/UNICAST 2001:db8::1;"
            + "origin incomplete;path [258, 772];withdraw IPV6/UNICAST 2001:db8::/33",
        "update-mp-with-v4 |"
            + "aggregate true;aggregator 23456:192.0.2.6;announce IPV4/UNICAST 10.0.0.0/8;"
            + "announce IPV4/UNICAST 192.168.151.0/24;announce IPV4/UNICAST 192.168.151.1/32;"
            + "announce IPV6/UNICAST 2001:db8::/32;attribute AS4AGGREGATOR;"
            + "community [2571:258];local-preference 100;med 5000;next-hop 10.0.0.1;"
            + "next-hop IPV6/UNICAST 2001:db8::1;origin incomplete;path [258, 772];"
            + "withdraw IPV4/UNICAST 0.0.0.0/0;withdraw IPV4/UNICAST 192.168.150.0/24;"
            + "withdraw IPV4/UNICAST 192.168.150.1/32",
        "update-asn16 |"
            + "aggregate true;aggregator 23456:192.0.2.6;announce IPV4/UNICAST 10.0.0.0/8;"
            + "announce IPV4/UNICAST 192.168.151.0/24;announce IPV4/UNICAST 192.168.151.1/32;"
            + "attribute AS4AGGREGATOR;clusters [10.0.0.10, 10.0.0.11];community [2571:258];"
            + "extended-community [562954248388610, 844437815033860];large-community [1:2:3];"
            + "local-preference 100;med 5000;next-hop 10.0.0.1;origin incomplete;"
            + "originator 10.0.0.2;path [258, 772];withdraw IPV4/UNICAST 0.0.0.0/0;"
            + "withdraw IPV4/UNICAST 192.168.150.0/24;withdraw IPV4/UNICAST 192.168.150.1/32",
      })
  void whatTheyCallValidSaysWhatTheirCommentsSay(String name, String facts) throws IOException {
    byte[] bytes = Files.readAllBytes(SharedData.file(RAKU + name + ".msg"));
    assertThat(Facts.of(bytes, DecodeContext.AS2).toString().split("\n +"))
        .containsExactly(facts.split(";"));
  }

  @Test
  void theUpdatesOfAnotherImplementationsTestsDecodeAndComeBackAsTheyWere() throws IOException {
    List<String> files =
        SharedData.listed("bgpraw").stream()
            .filter(f -> f.startsWith("opendaylight+bgpcep"))
            .toList();
    assertThat(files).hasSizeGreaterThan(5);
    for (String file : files) {
      byte[] bytes = Files.readAllBytes(SharedData.file(file));
      if (Header.type(bytes, 0) == MessageType.UPDATE.code()) {
        Update u = Update.of(bytes, DecodeContext.AS4);
        assertThat(UpdateBuilder.from(u).build(65535).get()).as(file).containsExactly(bytes);
      }
      assertThat(Facts.of(bytes, DecodeContext.AS4).toString()).as(file).doesNotContain("refused");
    }
  }
}
