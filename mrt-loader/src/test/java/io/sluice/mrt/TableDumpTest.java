package io.sluice.mrt;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.json.JsonWriter;
import io.sluice.bgp.wire.ByteSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TableDumpTest {
  private static String lines(byte[] archive, TableStyle style) throws IOException {
    return lines(archive, ReadOptions.DEFAULT.withTables(style));
  }

  private static String lines(byte[] archive, ReadOptions reading) throws IOException {
    StringBuilder lines = new StringBuilder();
    AsciiBuffer out = new AsciiBuffer();
    JsonWriter json = new JsonWriter();
    ReadOptions options = reading.withFormat(ArchiveFormat.MRT);
    try (ArchiveReader reader = Archives.open(new ByteArrayInputStream(archive), "", options)) {
      for (ArchiveReader.Kind kind = reader.next(); kind != null; kind = reader.next()) {
        if (kind != ArchiveReader.Kind.MESSAGE) {
          lines.append(reader.damage()).append('\n');
          continue;
        }
        out.clear();
        assertThat(json.writeData(reader.message(), out)).isNull();
        String data = out.toString().replaceAll("\"attrs\":\\{\"ORIGIN.*?\\]\\}(,|\\})", "..");
        lines.append(reader.message().tags().get("PEER_IP")).append(' ').append(data);
        String learnt = reader.message().tags().get("ORIGINATED");
        lines.append(learnt == null ? "" : " " + learnt).append('\n');
      }
    }
    return lines.toString();
  }

  @Test
  void routesJoinAsBgpipeJoinsThemAndWhatItSkipsIsSkipped() throws IOException {
    String hop = "\"NEXTHOP\":{\"flags\":\"T\",\"value\":\"192.0.2.1\"}}}";
    assertThat(lines(withoutOthers(), TableStyle.BGPIPE))
        .isEqualTo(
            "192.0.2.9 {\"reach\":[\"10.0.0.0/24\",\"10.0.1.0/24\"],.."
                + hop
                + "\nat offset 157: RIB_IPV4_MULTICAST passed over, as bgpipe does:"
                + " --router reads such records\n");
  }

  @Test
  void whatIsSkippedAsByBgpipeIsTold() throws IOException {
    ByteSink out = new ByteSink();
    out.bytes(withoutOthers());
    for (int i = 0; i < 3; i++) {
      ByteSink rib = Tables.prefix("180a020" + i).u16(1);
      Tables.record(out, 13, 8, Tables.entry(rib, 0, i, 7, Tables.ATTRIBUTES));
    }
    assertThat(damages(out.toByteArray(), TableStyle.BGPIPE))
        .containsExactly(
            "RIB_IPV4_MULTICAST passed over, as bgpipe does: --router reads such records",
            "4 records passed over, from RIB_IPV4_MULTICAST on");
    assertThat(damages(out.toByteArray(), TableStyle.ROUTER)).isEmpty();
  }

  @Test
  void aPathThroughAConfederationIsToldWhereBgpipeDoesNotTakeIt() throws IOException {
    ByteSink out = new ByteSink();
    Tables.peers(out);
    ByteSink rib = Tables.prefix("180a0000").u16(1);
    Tables.record(
        out, 13, 2, Tables.entry(rib, 0, 1, -1, "400101004002060301000003e9400304c0000201"));
    assertThat(damages(out.toByteArray(), TableStyle.BGPIPE))
        .containsExactly("attribute 2 is none that bgpipe takes: --router reads such routes");
    assertThat(damages(out.toByteArray(), TableStyle.ROUTER)).isEmpty();
  }

  private static List<String> damages(byte[] archive, TableStyle style) throws IOException {
    List<String> reasons = new ArrayList<>();
    ReadOptions options = ReadOptions.DEFAULT.withFormat(ArchiveFormat.MRT).withTables(style);
    try (ArchiveReader reader = Archives.open(new ByteArrayInputStream(archive), "", options)) {
      for (ArchiveReader.Kind kind = reader.next(); kind != null; kind = reader.next()) {
        if (kind == ArchiveReader.Kind.DAMAGE) {
          reasons.add(reader.damage().reason());
        }
      }
    }
    return reasons;
  }

  private static byte[] withoutOthers() {
    ByteSink out = new ByteSink();
    Tables.peers(out);
    for (int i = 0; i < 2; i++) {
      ByteSink rib = Tables.prefix("180a000" + i).u16(1);
      Tables.record(out, 13, 2, Tables.entry(rib, 0, i, -1, Tables.ATTRIBUTES));
    }
    Tables.record(
        out, 13, 3, Tables.entry(Tables.prefix("180a0100").u16(1), 0, 6, -1, Tables.ATTRIBUTES));
    return out.toByteArray();
  }

  @Test
  void aRouterSendsRoutesByTheTimeTheyWereLearntAndMarksTheEnd() throws IOException {
    String lines = lines(withoutOthers(), TableStyle.ROUTER);
    assertThat(lines.lines())
        .hasSize(5)
        .satisfiesExactly(
            first -> assertThat(first).contains("\"reach\":[\"10.0.0.0/24\"]").endsWith(" 0"),
            second -> assertThat(second).contains("\"reach\":[\"10.0.1.0/24\"]").endsWith(" 1"),
            third ->
                assertThat(third)
                    .contains("IPV4/MULTICAST", "0x180a0100", "0xc0000201")
                    .endsWith(" 6"),
            end -> assertThat(end).isEqualTo("192.0.2.9 {}"),
            end -> assertThat(end).contains("\"MP_UNREACH\"", "IPV4/MULTICAST"));
  }

  @Test
  void allFormsOfTheNextHopOfIpv6AreTheSame() throws IOException {
    for (String attributes : new String[] {Tables.ABBREVIATED, Tables.FULL}) {
      ByteSink out = new ByteSink();
      Tables.peers(out);
      ByteSink rib = Tables.prefix("2020010db8").u16(1);
      Tables.record(out, 13, 4, Tables.entry(rib, 1, 0, -1, attributes));
      assertThat(lines(out.toByteArray(), TableStyle.BGPIPE))
          .contains("\"nexthop\":\"2001:db8::1\",\"prefixes\":[\"2001:db8::/32\"]");
    }
  }

  @Test
  void pathIdentifiersAreKept() throws IOException {
    ByteSink out = new ByteSink();
    Tables.peers(out);
    ByteSink rib = Tables.prefix("180a0200").u16(2);
    Tables.entry(rib, 0, 7, 77, Tables.ATTRIBUTES);
    Tables.record(out, 13, 8, Tables.entry(rib, 0, 7, 78, Tables.ATTRIBUTES));
    String lines = lines(out.toByteArray(), TableStyle.ROUTER);
    assertThat(lines).contains("\"#77#10.2.0.0/24\",\"#78#10.2.0.0/24\"");
  }

  @Test
  void aTableOfPeersMayTellTheirPlaces() throws IOException {
    ByteSink peers = new ByteSink().u32(1).u16(1).u8('v').u32(0x42524c83L).u32(0x40733333L).u16(2);
    peers.u8(0).u32(1).u32(0xc0000209L).u16(64500).u32(0x7fc00000L).u32(0x7fc00000L);
    peers.u8(3).u32(2).i64(0x20010db800000000L).i64(9).u32(131072).u32(0).u32(0);
    ByteSink out = new ByteSink();
    Tables.record(out, 13, 7, peers);
    ByteSink rib = Tables.prefix("180a0200").u16(2);
    Tables.entry(rib, 0, 7, -1, Tables.ATTRIBUTES);
    Tables.record(out, 13, 2, Tables.entry(rib, 1, 7, -1, Tables.ATTRIBUTES));
    assertThat(lines(out.toByteArray(), TableStyle.BGPIPE).lines())
        .satisfiesExactly(
            one -> assertThat(one).startsWith("192.0.2.9 ").contains("10.2.0.0/24"),
            two -> assertThat(two).startsWith("2001:db8::9 ").contains("10.2.0.0/24"));
  }

  @Test
  void eachRouteMayBeAMessageOfItsOwn() throws IOException {
    assertThat(lines(withoutOthers(), TableStyle.SINGLE).lines())
        .filteredOn(line -> line.contains("\"reach\""))
        .hasSize(2);
  }

  @Test
  void whoHearsAllPeersAsOneHearsTheLastRouteOfEachPrefixLast() throws IOException {
    ByteSink out = new ByteSink();
    Tables.peers(out);
    String other = Tables.ATTRIBUTES.replace("40010100", "40010102");
    // The second peer's attributes change, the first one's do not: its routes wait the longer.
    for (int i = 0; i < 4; i++) {
      ByteSink rib = Tables.prefix("180a000" + i).u16(i == 3 ? 1 : 2);
      Tables.entry(rib, 0, 7, -1, Tables.ATTRIBUTES);
      if (i < 3) {
        Tables.entry(rib, 1, 7, -1, i == 1 ? other : Tables.ATTRIBUTES);
      }
      Tables.record(out, 13, 2, rib);
    }
    for (TableStyle style : List.of(TableStyle.BGPIPE, TableStyle.ROUTER)) {
      ReadOptions asOne = ReadOptions.DEFAULT.withTables(style).withAllAsOnePeer();
      Map<String, String> last = new TreeMap<>();
      int messages = 0;
      for (String line : lines(out.toByteArray(), asOne).lines().toList()) {
        for (Matcher m = Pattern.compile("10\\.0\\.\\d\\.0").matcher(line); m.find(); ) {
          last.put(m.group(), line.substring(0, line.indexOf(' ')));
        }
        messages += line.contains("\"reach\"") ? 1 : 0;
      }
      assertThat(last)
          .as("%s", style)
          .containsEntry("10.0.0.0", "2001:db8::9")
          .containsEntry("10.0.1.0", "2001:db8::9")
          .containsEntry("10.0.2.0", "2001:db8::9")
          .containsEntry("10.0.3.0", "192.0.2.9");
      assertThat(messages).as("%s", style).isEqualTo(7);
    }
  }

  @Test
  void routesOfAPeerThatIsAloneJoinAlsoWhenAllAreHeardAsOne() throws IOException {
    ReadOptions asOne = ReadOptions.DEFAULT.withAllAsOnePeer();
    assertThat(lines(withoutOthers(), asOne)).isEqualTo(lines(withoutOthers(), TableStyle.BGPIPE));
  }

  @Test
  void anEntryOfNoPeerIsToldAndTheOthersAreRead() throws IOException {
    ByteSink out = new ByteSink();
    Tables.peers(out);
    ByteSink rib = Tables.prefix("180a0200").u16(2);
    Tables.entry(rib, 9, 7, -1, Tables.ATTRIBUTES);
    Tables.record(out, 13, 2, Tables.entry(rib, 0, 7, -1, Tables.ATTRIBUTES));
    assertThat(lines(out.toByteArray(), TableStyle.BGPIPE))
        .contains("lost: peer 9 of a table of 2", "10.2.0.0/24");
  }
}
