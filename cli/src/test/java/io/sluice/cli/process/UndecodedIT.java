package io.sluice.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.bgp.AttributeCode;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.Header;
import io.sluice.bgp.Update;
import io.sluice.bgp.update.UpdateBuilder;
import io.sluice.bgp.wire.Bytes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A message that does not decode is not lost in silence, and the codec's flags do what they say.
 */
class UndecodedIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path dir;
  private TwoSpeakers speakers;

  @BeforeEach
  void speakers() throws Exception {
    speakers = new TwoSpeakers();
  }

  @AfterEach
  void end() {
    speakers.close();
  }

  private SluiceCommand start(String... words) {
    List<String> all = new ArrayList<>(List.of("-o", "--warm-up", "0"));
    all.addAll(List.of(words));
    all.addAll(List.of("--", "connect", speakers.rightAddress()));
    return SluiceCommand.start(dir, "sluice", all.toArray(String[]::new));
  }

  /** An UPDATE whose first attribute runs beyond the attributes. */
  private static byte[] broken() {
    byte[] message = TwoSpeakers.announce(10, 2, 0, 24);
    message[Header.LENGTH + 6] = 99;
    return message;
  }

  /** The same with an accumulated IGP metric of 7, which bgpipe leaves as octets (RFC 7311). */
  private static byte[] withMetric(byte[] message) {
    return UpdateBuilder.from(Update.of(message, DecodeContext.AS4))
        .set(AttributeCode.AIGP, AttributeCode.OPTIONAL, Bytes.ofHex("01000b0000000000000007"))
        .build(Header.MAX_LENGTH)
        .get()
        .get(0);
  }

  /** Sends a good one, the broken one, and another; ends the process once the last is printed. */
  private void sendAndStop(SluiceCommand sluice, int status) throws Exception {
    speakers.connect(sluice.awaitListening());
    speakers.left().announce(TwoSpeakers.announce(10, 1, 0, 24));
    speakers.left().announce(broken());
    speakers.left().announce(withMetric(TwoSpeakers.announce(10, 3, 0, 24)));
    await().atMost(PATIENCE).until(() -> !updates(sluice, "10.3.0.0/24").isEmpty());
    sluice.terminate();
    sluice.awaitExit(status);
  }

  private static List<String> updates(SluiceCommand sluice, String text) {
    return sluice
        .out()
        .lines()
        .filter(line -> line.startsWith("[\"R\"") && line.contains("\"UPDATE\""))
        .filter(line -> line.contains(text))
        .toList();
  }

  private static int sequence(String line) {
    return Integer.parseInt(line.split(",")[1]);
  }

  @Test
  void one_that_does_not_decode_is_missing_from_the_output_told_counted_and_in_the_exit_status()
      throws Exception {
    try (SluiceCommand sluice = start("--", "listen", "127.0.0.1:0")) {
      sendAndStop(sluice, 3);
      int before = sequence(updates(sluice, "10.1.0.0/24").get(0));
      int behind = sequence(updates(sluice, "10.3.0.0/24").get(0));
      assertThat(behind).as("its number is used up").isEqualTo(before + 2);
      assertThat(sluice.out())
          .doesNotContain("[\"R\"," + (before + 1) + ",")
          .doesNotContain("PARSE_ERROR");
      assertThat(sluice.err().lines())
          .filteredOn(line -> line.contains(" PARSE R "))
          .singleElement()
          .asString()
          .contains(
              "WARN",
              " PARSE R "
                  + (before + 1)
                  + ": path attribute 1 longer than the attributes at offset 23 (RFC 7606 4,")
          .endsWith(": " + Bytes.hex(broken(), 0, broken().length));
      assertThat(sluice.err().lines().reduce((a, b) -> b).orElseThrow())
          .contains("1 message did not decode: missing from the output");
    }
  }

  @Test
  void with_the_flags_it_stands_among_the_others_and_filters_and_json_are_as_asked()
      throws Exception {
    try (SluiceCommand sluice =
        start(
            "--print-bad",
            "--json-full",
            "--filters",
            "bgpipe",
            "--",
            "listen",
            "127.0.0.1:0",
            "--",
            // As bgpipe reads it, what follows "||" never counts once the first part failed.
            "drop",
            "prefix ~ 10.0.0.0/8 && as_origin == 1 || prefix ~ 10.3.0.0/16")) {
      sendAndStop(sluice, 3);
      int before = sequence(updates(sluice, "10.1.0.0/24").get(0));
      assertThat(updates(sluice, "PARSE_ERROR"))
          .singleElement()
          .asString()
          .startsWith("[\"R\"," + (before + 1) + ",")
          .contains(
              ",\"UPDATE\",\"0x" + Bytes.hex(broken(), Header.LENGTH, broken().length - 19) + "\",")
          .contains("at offset 23 (RFC 7606 4,");
      // What left in its place, for there is a stage that decides.
      assertThat(updates(sluice, "\"unreach\":[\"10.2.0.0/24\"]"))
          .singleElement()
          .asString()
          .startsWith("[\"R\"," + (before + 1) + ",");
      assertThat(updates(sluice, "10.3.0.0/24"))
          .singleElement()
          .asString()
          .contains("\"reach\":[\"10.3.0.0/24\"]", "\"decoded\":{");
      assertThat(sluice.err()).contains("1 message did not decode: printed as octets");
    }
  }
}
