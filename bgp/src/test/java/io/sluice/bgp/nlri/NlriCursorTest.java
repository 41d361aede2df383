package io.sluice.bgp.nlri;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.Updates;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NlriCursorTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "IPv4 unicast, 0101, 18c00002 00 20c0000201, 4 1 5",
    "IPv6 multicast, 0202, 4020010db800000001 00, 9 1",
    "labelled, 0104, 30000641 c00002 30000651 c00003, 7 7",
    "VPNv4, 0180, 70 000641 0000fde800000001 0a0100, 15",
    "route target, 0184, 60 0000fde8 0002fde800000064 00, 13 1",
    "SR policy, 0149, 60 00000001 00000064 c0000202, 13",
    "MVPN, 0105, 01 0c 0000fde800000001c0000201 05 01 00, 14 3",
    "EVPN, 1946, 02 03 000001 03 00, 5 2",
    "VPLS, 1941, 0003 010203 0000, 5 2",
    "BGP-LS, 400447, 0001 0002 0102 0002 0000, 6 4",
    "MUP, 0155, 01 0001 02 0102, 6",
    "flowspec, 0185, 03 038106 03 039106, 4 4",
    "flowspec VPN, 0186, 0b 0000fde800000001 038106 00, 12 1",
    "unknown, 63c8, 0102030405, 5",
  })
  void theEntriesOfAFamilyAreToldApart(String name, String family, String hex, String sizes) {
    List<Integer> wanted = new ArrayList<>();
    for (String size : sizes.split(" ")) {
      wanted.add(Integer.valueOf(size));
    }
    assertThat(walk(hex, Integer.parseInt(family, 16), false)).isEqualTo(wanted);
  }

  @Test
  void aFlowspecOfTwoLengthOctetsHasTwelveBitsOfLength() {
    assertThat(walk("f0f1" + "00".repeat(0xf1) + "03 038106", 0x0185, false))
        .containsExactly(0xf3, 4);
  }

  @Test
  void pathIdentifiersBelongToTheirEntries() {
    byte[] b = Updates.bytes("0000000a 18c00002 0000000b 00");
    NlriCursor c = new NlriCursor().reset(b, 0, b.length, 0x0101, true);
    assertThat(c.next()).isTrue();
    assertThat(c.hasPathId()).isTrue();
    assertThat(c.pathId()).isEqualTo(10);
    assertThat(c.entryLength()).isEqualTo(8);
    assertThat(c.next()).isTrue();
    assertThat(c.pathId()).isEqualTo(11);
    assertThat(c.next()).isFalse();
  }

  @Test
  void aFamilyWithoutKnownFramingIsOneEntryWithoutPathIdentifier() {
    byte[] b = Updates.bytes("010203");
    NlriCursor c = new NlriCursor().reset(b, 0, b.length, 0x63c8, true);
    assertThat(c.next()).isTrue();
    assertThat(c.opaque()).isTrue();
    assertThat(c.hasPathId()).isFalse();
    assertThat(c.entryLength()).isEqualTo(3);
    assertThat(NlriCursor.walks(0x63c8)).isFalse();
    assertThat(NlriCursor.walks(0x1946)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "0101, 18c000",
    "0101, 21c000020100",
    "0201, 8120010db80000000000000000000000010000",
    "1946, 02",
    "1946, 020301",
    "1941, 00",
    "1941, 000201",
    "400447, 000100",
    "0155, 010001",
    "0185, f1",
    "0185, f00200",
    "0185, 0300",
  })
  void anEntryThatOverrunsEndsTheWalk(String family, String hex) {
    byte[] b = Updates.bytes(hex);
    NlriCursor c = new NlriCursor().reset(b, 0, b.length, Integer.parseInt(family, 16), false);
    assertThat(c.next()).isFalse();
    assertThat(c.malformed()).isTrue();
    assertThat(c.entryOffset()).isZero();
    assertThat(c.next()).isFalse();
  }

  @Test
  void aFaultInTheFirstRangeKeepsTheSecondUntouched() {
    byte[] b = Updates.bytes("18c000 20 20010db8");
    NlriCursor c = new NlriCursor().reset(b, 0, 3, 0x0101, false).then(3, 8, 0x0201, false);
    assertThat(c.next()).isFalse();
    assertThat(c.malformed()).isTrue();
    assertThat(c.inFirstRange()).isTrue();
  }

  private static List<Integer> walk(String hex, int family, boolean addPath) {
    byte[] b = Updates.bytes(hex);
    NlriCursor c = new NlriCursor().reset(b, 0, b.length, family, addPath);
    List<Integer> sizes = new ArrayList<>();
    int at = 0;
    while (c.next()) {
      assertThat(c.entryOffset()).isEqualTo(at);
      assertThat(c.index()).isEqualTo(sizes.size());
      at += c.entryLength();
      sizes.add(c.entryLength());
    }
    assertThat(c.malformed()).isFalse();
    assertThat(at).isEqualTo(b.length);
    return sizes;
  }
}
