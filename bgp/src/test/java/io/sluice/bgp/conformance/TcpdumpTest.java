package io.sluice.bgp.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What tcpdump prints of the captures of its own tests, and what we say of the same messages:
 * types, lengths, attributes with their flags, capabilities, and all values that both print. Left
 * out are the captures that are to break it: of those it prints what it can guess.
 */
class TcpdumpTest {
  private static final String FOLDER = "the-tcpdump-group+tcpdump/tests/";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bgp-4byte-asn.pcap",
        "bgp-bfd-cease.pcap",
        "bgp-bgpsec.pcap",
        "bgp-cease-hard-reset.pcap",
        "bgp-enhanced-route-refresh-subtype.pcapng",
        "bgp-enhanced-route-refresh.pcapng",
        "bgp-evpn.pcap",
        "bgp-extended-msg.pcapng",
        "bgp-link-bw-extcommunity.pcapng",
        "bgp-shutdown-msg-variations.pcap",
        "bgp_notification_rr_msg_error.pcap",
      })
  void everyMessageSaysWhatTcpdumpPrints(String capture) throws IOException {
    String text = FOLDER + capture.replaceAll("\\.pcap(ng)?$", ".out");
    List<Facts> theirs = TcpdumpFacts.of(Files.readAllLines(SharedData.file(text)));
    int number = 0;
    for (Captures.Segment segment : Captures.segments(SharedData.file(FOLDER + capture))) {
      for (byte[] message : Captures.messages(segment.payload())) {
        String expected = theirs.get(number++).toString();
        // How wide AS numbers are is not known; tcpdump guesses too.
        assertThat(
                CapturesTest.CONTEXTS.stream()
                    .map(c -> TcpdumpFacts.complete(Facts.of(message, c), message).toString()))
            .as("%s: message %d", capture, number)
            .contains(expected);
      }
    }
    assertThat(number).as("messages").isEqualTo(theirs.size()).isPositive();
  }
}
