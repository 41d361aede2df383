package io.sluice.mrt.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.AddressFamily;
import io.sluice.bgp.AsciiBuffer;
import io.sluice.bgp.DecodeContext;
import io.sluice.bgp.json.JsonWriter;
import io.sluice.mrt.ArchiveFormat;
import io.sluice.mrt.ArchiveReader;
import io.sluice.mrt.ArchiveWriter;
import io.sluice.mrt.Archives;
import io.sluice.mrt.ReadOptions;
import io.sluice.mrt.Records;
import io.sluice.mrt.SharedData;
import io.sluice.mrt.StateChange;
import io.sluice.mrt.TableStyle;
import io.sluice.mrt.Tables;
import io.sluice.mrt.WriteOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableWriterTest {
  private static final WriteOptions TABLE = WriteOptions.of(ArchiveFormat.MRT).withTable(true);
  private static final ReadOptions JSON = ReadOptions.DEFAULT.withFormat(ArchiveFormat.JSON);
  private static final ReadOptions MRT = ReadOptions.DEFAULT.withFormat(ArchiveFormat.MRT);

  @TempDir Path folder;

  private static String line(String time, int peer, String body) {
    return "[\"R\",0,\"2024-01-01T"
        + time
        + ".000\",\"UPDATE\",{"
        + body
        + "},"
        + "{\"PEER_IP\":\"192.0.2."
        + peer
        + "\",\"PEER_AS\":\""
        + (64500 + peer)
        + "\"}]\n";
  }

  private static String reach(String prefixes, int hop) {
    return "\"reach\":["
        + prefixes
        + "],\"attrs\":{\"ORIGIN\":\"IGP\",\"ASPATH\":[64501],"
        + "\"NEXTHOP\":\"10.0.0."
        + hop
        + "\"}";
  }

  private Path write(String lines, ReadOptions reading) throws IOException {
    return write(lines.getBytes(StandardCharsets.UTF_8), reading);
  }

  private Path write(byte[] archive, ReadOptions reading) throws IOException {
    Path path = folder.resolve("table.mrt");
    try (ArchiveReader reader = Archives.open(new ByteArrayInputStream(archive), "", reading);
        ArchiveWriter writer = Archives.create(path.toString(), TABLE)) {
      copy(reader, writer);
    }
    return path;
  }

  private static void copy(ArchiveReader reader, ArchiveWriter writer) throws IOException {
    while (reader.next() != null) {
      assertThat(writer.message(reader.message())).isNull();
    }
  }

  /** Who said what, and when it was learnt, of each route. */
  private static List<String> routes(Path table) throws IOException {
    List<String> routes = new ArrayList<>();
    JsonWriter json = new JsonWriter();
    AsciiBuffer out = new AsciiBuffer();
    try (ArchiveReader reader = Archives.open(table, MRT.withTables(TableStyle.SINGLE))) {
      while (reader.next() != null) {
        String learnt = reader.message().tags().get("ORIGINATED");
        if (learnt != null) {
          out.clear();
          assertThat(json.writeData(reader.message(), out)).isNull();
          routes.add(reader.peer().address() + " " + Long.parseLong(learnt) % 3600 + " " + out);
        }
      }
    }
    return routes;
  }

  @Test
  void theLastWordOnARouteCountsAndAWithdrawalTakesItOut() throws IOException {
    Path table =
        write(
            line("00:00:01", 1, reach("\"10.0.0.0/24\",\"10.0.1.0/24\"", 1))
                + line("00:00:02", 2, reach("\"10.0.0.0/24\"", 2))
                + line("00:00:03", 1, reach("\"10.0.0.0/24\"", 3))
                + line("00:00:04", 1, "\"unreach\":[\"10.0.1.0/24\",\"10.0.9.0/24\"]"),
            JSON);
    assertThat(routes(table))
        .satisfiesExactlyInAnyOrder(
            of1 -> assertThat(of1).startsWith("192.0.2.1 3 ").contains("10.0.0.0/24", "10.0.0.3"),
            of2 -> assertThat(of2).startsWith("192.0.2.2 2 ").contains("10.0.0.0/24", "10.0.0.2"));
  }

  @Test
  void aSessionThatEndsOrBeginsAnewTakesItsRoutesWithIt() throws IOException {
    String open =
        "[\"R\",0,\"2024-01-01T00:00:03.000\",\"OPEN\",{\"asn\":64502,\"id\":\"1.2.3.4\"},"
            + "{\"PEER_IP\":\"192.0.2.2\",\"PEER_AS\":\"64502\"}]\n";
    String lines =
        line("00:00:01", 1, reach("\"10.0.0.0/24\"", 1))
            + line("00:00:02", 2, reach("\"10.0.1.0/24\"", 1))
            + line("00:00:02", 3, reach("\"10.0.1.0/24\"", 1))
            + open
            + line("00:00:04", 2, reach("\"10.0.2.0/24\"", 1));
    Path path = folder.resolve("table.mrt");
    byte[] octets = lines.getBytes(StandardCharsets.UTF_8);
    try (ArchiveReader reader = Archives.open(new ByteArrayInputStream(octets), "", JSON);
        ArchiveWriter writer = Archives.create(path.toString(), TABLE)) {
      reader.next();
      writer.message(reader.message());
      writer.state(reader.peer(), new StateChange(6, 1), reader.timeMicros());
      copy(reader, writer);
    }
    assertThat(routes(path))
        .hasSize(2)
        .anyMatch(route -> route.startsWith("192.0.2.2 4 ") && route.contains("10.0.2.0/24"))
        .anyMatch(route -> route.startsWith("192.0.2.3 2 ") && route.contains("10.0.1.0/24"));
    assertThat(Records.of(path, MRT.withTables(TableStyle.ROUTER)))
        .anyMatch(record -> record.contains("PEER_ID=1.2.3.4"));
  }

  @Test
  void everyKindOfRecordComesBack() throws IOException {
    ReadOptions router = MRT.withTables(TableStyle.ROUTER);
    byte[] before = Tables.version2();
    assertThat(Records.of(write(before, router), router))
        .containsExactlyInAnyOrderElementsOf(Records.of(before, router));
  }

  @Test
  void asNumbersOfTwoOctetsBecomeFour() throws IOException {
    assertThat(routes(write(Tables.version1(), MRT.withTables(TableStyle.ROUTER))))
        .hasSize(2)
        .allMatch(route -> route.startsWith("192.0.2.9 ") && route.contains("[64500]"));
    // Of these, one has an aggregator that is as long as it is to be here.
    Path odd = SharedData.file("t2mune+mrtparse/samples/openbgpd_rib_table");
    byte[] records = Files.readAllBytes(odd);
    assertThat(routes(write(records, MRT.withTables(TableStyle.ROUTER))))
        .hasSize(31)
        .anyMatch(route -> route.contains("AGGREGATOR"));
  }

  @Test
  void pathIdentifiersTellRoutesOfAPeerApart() throws IOException {
    DecodeContext withIds = DecodeContext.of(true, List.of(AddressFamily.IPV4_UNICAST), List.of());
    Path table =
        write(
            line("00:00:01", 1, reach("\"#7#10.0.0.0/24\",\"#8#10.0.0.0/24\"", 1))
                + line("00:00:02", 1, reach("\"#9#10.0.0.0/24\"", 2))
                + line("00:00:03", 1, "\"unreach\":[\"#7#10.0.0.0/24\"]"),
            JSON.withContext(withIds));
    assertThat(routes(table))
        .hasSize(2)
        .anyMatch(route -> route.contains("#8#10.0.0.0/24"))
        .anyMatch(route -> route.contains("#9#10.0.0.0/24") && route.contains("10.0.0.2"));
  }

  @Test
  void aLabelBelongsToTheRouteAndIsNotAskedForWhenItGoes() throws IOException {
    String reach =
        "\"attrs\":{\"ORIGIN\":\"IGP\",\"ASPATH\":[1],\"MP_REACH\":{\"af\":"
            + "\"IPV4/MPLS\",\"nh\":\"0x0a000001\",\"data\":\"0x20%s0a\"}}";
    String unreach = "\"attrs\":{\"MP_UNREACH\":{\"af\":\"IPV4/MPLS\",\"data\":\"0x208000000a\"}}";
    Path table =
        write(
            line("00:00:01", 1, String.format(reach, "000101"))
                + line("00:00:02", 2, String.format(reach, "000201"))
                + line("00:00:03", 3, String.format(reach, "000101"))
                + line("00:00:04", 3, unreach),
            JSON);
    assertThat(routes(table))
        .hasSize(2)
        .anyMatch(route -> route.startsWith("192.0.2.1") && route.contains("0x200001010a"))
        .anyMatch(route -> route.startsWith("192.0.2.2") && route.contains("0x200002010a"));
  }

  @Test
  void eachIntervalHasATableThatIsNamedAfterItsEnd() throws IOException {
    String lines =
        line("00:00:01", 1, reach("\"10.0.0.0/24\"", 1))
            + line("00:14:59", 1, reach("\"10.0.1.0/24\"", 1))
            + line("00:15:00", 1, "\"unreach\":[\"10.0.0.0/24\"]")
            + line("01:00:00", 1, reach("\"10.0.2.0/24\"", 1));
    byte[] octets = lines.getBytes(StandardCharsets.UTF_8);
    String name = folder.resolve("rib.$TIME.mrt.gz").toString();
    WriteOptions options =
        TABLE.withEvery(Duration.ofMinutes(15), WriteOptions.DEFAULT_TIME_FORMAT);
    try (ArchiveReader reader = Archives.open(new ByteArrayInputStream(octets), "", JSON);
        ArchiveWriter writer = Archives.create(name, options)) {
      copy(reader, writer);
      assertThat(names()).containsExactly("rib.20240101.0015.mrt.gz", "rib.20240101.0030.mrt.gz");
    }
    assertThat(names()).hasSize(3).contains("rib.20240101.0115.mrt.gz");
    assertThat(routes(folder.resolve("rib.20240101.0015.mrt.gz"))).hasSize(2);
    assertThat(routes(folder.resolve("rib.20240101.0030.mrt.gz"))).hasSize(1);
    assertThat(routes(folder.resolve("rib.20240101.0115.mrt.gz"))).hasSize(2);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
