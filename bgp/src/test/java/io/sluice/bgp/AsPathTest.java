package io.sluice.bgp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.attr.AsPathCursor;
import io.sluice.bgp.attr.AsPaths;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AsPathTest {
  private static final String AS4 = "c011";

  @Test
  void aSequenceIsAHopForEachNumberAndASetIsOne() {
    AsPath path = path("0202 00000001 00000002 0102 00000003 00000004 0201 00000005", 4);
    assertThat(path.size()).isEqualTo(5);
    assertThat(path.hops()).isEqualTo(4);
    assertThat(path.hop(2)).isEqualTo(2);
    assertThat(path.hop(3)).isEqualTo(2);
    assertThat(path.inSet(3)).isTrue();
    assertThat(path.inSet(4)).isFalse();
    assertThat(path.origin()).isEqualTo(5);
  }

  @Test
  void aPathThatEndsInASetHasNoOrigin() {
    assertThat(path("0201 00000001 0101 00000002", 4).origin()).isZero();
    assertThat(path("", 4).origin()).isZero();
  }

  @Test
  void confederationSegmentsAreNoHops() {
    AsPath path = path("0302 0000fde8 0000fde9 0201 00000007 0401 00000009", 4);
    assertThat(path.hops()).isEqualTo(1);
    assertThat(path.origin()).isEqualTo(7);
    assertThat(path.malformed()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "02, AS_PATH_SEGMENT_LENGTH",
    "0202 00000001, AS_PATH_SEGMENT_LENGTH",
    "0201 000001, AS_PATH_SEGMENT_LENGTH",
    "0200, AS_PATH_SEGMENT_EMPTY",
    "0001 00000001, AS_PATH_SEGMENT_TYPE",
    "0501 00000001, AS_PATH_SEGMENT_TYPE",
    "ff01 00000001, AS_PATH_SEGMENT_TYPE",
    "0201 00000001 02, AS_PATH_SEGMENT_LENGTH",
  })
  void aMalformedPathIsToldAndReadUpToTheFault(String hex, Flaw flaw) {
    byte[] b = Updates.bytes(hex);
    assertThat(AsPaths.check(b, 0, b.length, 4)).isEqualTo(flaw);
    assertThat(path(hex, 4).malformed()).isTrue();
    assertThat(AsPaths.origin(b, 0, b.length, 4)).isZero();
    AsPathCursor cursor = new AsPathCursor().reset(b, 0, b.length, 4);
    while (cursor.next()) {
      assertThat(cursor.asn()).isEqualTo(1);
    }
    assertThat(cursor.malformed()).isTrue();
  }

  @Test
  void inASessionOfTwoOctetNumbersTheAs4PathReplacesTheEnd() {
    // RFC 6793 4.2.3: the front of AS_PATH stays as far as AS4_PATH is shorter.
    assertThat(merged("0203 fde9 5ba0 5ba0", "0202 00030000 00040000"))
        .containsExactly(65001L, 0x30000L, 0x40000L);
    assertThat(merged("0202 5ba0 5ba0", "0202 00030000 00040000"))
        .containsExactly(0x30000L, 0x40000L);
  }

  @Test
  void aSetInFrontCountsAsOneHopWhenMerging() {
    assertThat(merged("0102 0001 0002 0201 5ba0", "0201 00030000"))
        .containsExactly(1L, 2L, 0x30000L);
    assertThat(merged("0201 0001 0102 5ba0 5ba0", "0102 00030000 00040000"))
        .containsExactly(1L, 0x30000L, 0x40000L);
  }

  @Test
  void anAs4PathThatIsLongerOrMalformedIsIgnored() {
    assertThat(merged("0201 5ba0", "0202 00030000 00040000")).containsExactly(23456L);
    assertThat(merged("0201 5ba0", "0201 000300")).containsExactly(23456L);
    assertThat(merged("0201 5ba0", "")).containsExactly(23456L);
  }

  @Test
  void anAggregatorOfAnOldSpeakerForbidsMerging() {
    String path =
        Updates.attribute(0x40, 2, "0201 5ba0") + Updates.attribute(0xc0, 17, "0201 00030000");
    String as4Aggregator = Updates.attribute(0xc0, 18, "00030000 c0000201");
    String old = Updates.attribute(0xc0, 7, "fde9 c0000201");
    String trans = Updates.attribute(0xc0, 7, "5ba0 c0000201");
    assertThat(numbers(path + old + as4Aggregator, DecodeContext.AS2)).containsExactly(23456L);
    assertThat(numbers(path + trans + as4Aggregator, DecodeContext.AS2)).containsExactly(0x30000L);
    assertThat(numbers(path + old, DecodeContext.AS2)).containsExactly(0x30000L);
  }

  @Test
  void inASessionOfFourOctetNumbersTheAs4PathIsIgnored() {
    String path =
        Updates.attribute(0x40, 2, "0201 0000fde9") + Updates.attribute(0xc0, 17, "0201 00030000");
    assertThat(numbers(path, DecodeContext.AS4)).containsExactly(65001L);
    Update u = Update.of(Updates.update("", path, ""), DecodeContext.AS4);
    assertThat(u.originAs()).isEqualTo(65001);
    assertThat(AsPaths.hopsBeforeAs4(u)).isEqualTo(-1);
  }

  @Test
  void theCursorShowsEverySegmentAsItStands() {
    byte[] b = Updates.bytes("0302 0001 0002 0102 0003 0004");
    AsPathCursor c = new AsPathCursor().reset(b, 0, b.length, 2);
    List<String> seen = new ArrayList<>();
    while (c.next()) {
      seen.add(
          "%d %d%s%s%s%s"
              .formatted(
                  c.asn(),
                  c.segment(),
                  c.inConfederation() ? " confed" : "",
                  c.inSet() ? " set" : "",
                  c.startsSegment() ? " starts" : "",
                  c.endsSegment() ? " ends" : ""));
    }
    assertThat(seen)
        .containsExactly("1 0 confed starts", "2 0 confed ends", "3 1 set starts", "4 1 set ends");
  }

  private static AsPath path(String hex, int width) {
    byte[] b = Updates.bytes(hex);
    return new AsPath().read(b, 0, b.length, width);
  }

  private static List<Long> merged(String path, String as4Path) {
    String attributes =
        Updates.attribute(0x40, 2, path)
            + AS4
            + "%02x".formatted(Updates.bytes(as4Path).length)
            + as4Path;
    return numbers(attributes, DecodeContext.AS2);
  }

  private static List<Long> numbers(String attributes, DecodeContext context) {
    AsPath path = new AsPath().read(Update.of(Updates.update("", attributes, ""), context));
    List<Long> numbers = new ArrayList<>();
    for (int i = 0; i < path.size(); i++) {
      numbers.add(path.asn(i));
    }
    return numbers;
  }
}
