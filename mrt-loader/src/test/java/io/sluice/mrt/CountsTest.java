package io.sluice.mrt;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.Message;
import io.sluice.bgp.nlri.NlriCursor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What others counted in real files: records, routes, losses. */
class CountsTest {
  private static final String BGPKIT = "bgpkit+bgpkit-parser/tests/fixtures/ripe/";

  /**
   * Routes announced and withdrawn, as bgpkit's tests assert them, bgpdump prints them, or, of
   * generic routes, both.
   */
  @ParameterizedTest
  @CsvSource({
    BGPKIT + "rrc00/1999.12/updates.19991214.1621.gz, 18203, 55489, 0",
    BGPKIT + "rrc00/2000.01/bview.20000111.0032.gz, 2490, 452018, 0",
    BGPKIT + "rrc00/2000.03/updates.20000325.0345.gz, 2580, 5378, 24",
    BGPKIT + "rrc00/2000.01/updates.20000102.2014.gz, 3957, 6343, 0",
    BGPKIT + "rrc03/2010.02/updates.20100227.1600.first-796-records.gz, 796, 1359, 0",
    BGPKIT + "rrc15/2010.02/updates.20100227.1610.gz, 1953, 7469, 0",
    "RIPE-NCC+bgpdump/test_data/bview.ipv4_unicast_add_path.gz, 32, 62, 0",
    "RIPE-NCC+bgpdump/test_data/updates.20070211.0141.gz, 23394, 53657, 0",
    "t2mune+mrtparse/samples/bird-mrtdump_rib, 14, 18, 0",
    "t2mune+mrtparse/samples/openbgpd_rib_table-v2, 24, 33, 0",
    "t2mune+mrtparse/samples/openbgpd_rib_table, 31, 31, 0",
    "t2mune+mrtparse/samples/quagga_rib, 7, 9, 0",
    "openstack+os-ken/os_ken/tests/packet_data/mrt/rib.20161101.0000_pick.bz2, 3, 4, 0",
    "RIPE-NCC+bgpdump/test_data/bview.20020722.2337.gz, 115521, 115521, 0",
  })
  void everyRecordAndRouteIsRead(String file, long records, long routes, long lost)
      throws IOException {
    Tally tally = Tally.of(file, TableStyle.ROUTER);
    assertThat(tally).isEqualTo(new Tally(records, routes, lost));
  }

  /** Of those that RFC 6396 does not know, what bgpkit's tests assert. */
  @Test
  void changesToTheStatesThatQuaggaAddedAreRead() throws IOException {
    assertThat(added(BGPKIT + "rrc03/2010.02/updates.20100227.1600.first-796-records.gz"))
        .containsExactly(
            "1267286426 195.69.144.87 AS6774 Clearing to Idle",
            "1267286426 193.239.116.94 AS25182 Clearing to Idle",
            "1267286426 195.69.145.56 AS29686 Established to Clearing",
            "1267286433 195.69.145.56 AS29686 Clearing to Idle");
    assertThat(added(BGPKIT + "rrc15/2010.02/updates.20100227.1610.gz"))
        .containsExactly("1267287002 2001:12ff:1:1::2 AS0 OpenSent to Deleted");
  }

  private static List<String> added(String file) throws IOException {
    List<String> states = new ArrayList<>();
    ReadOptions options = ReadOptions.DEFAULT.withFormat(ArchiveFormat.MRT);
    try (ArchiveReader reader = Archives.open(SharedData.file(file), options)) {
      for (ArchiveReader.Kind kind = reader.next(); kind != null; kind = reader.next()) {
        if (kind == ArchiveReader.Kind.STATE
            && Math.max(reader.state().before(), reader.state().after())
                > StateChange.ESTABLISHED) {
          PeerIdentity peer = reader.peer();
          states.add(
              reader.timeMicros() / 1_000_000
                  + (" " + peer.address() + " AS" + peer.asn() + " " + reader.state()));
        }
      }
    }
    return states;
  }

  private record Tally(long records, long routes, long lost) {
    static Tally of(String file, TableStyle style) throws IOException {
      ReadOptions options = ReadOptions.DEFAULT.withFormat(ArchiveFormat.MRT).withTables(style);
      NlriCursor cursor = new NlriCursor();
      long routes = 0;
      long lost = 0;
      try (ArchiveReader reader = Archives.open(SharedData.file(file), options)) {
        for (ArchiveReader.Kind kind = reader.next(); kind != null; kind = reader.next()) {
          if (kind == ArchiveReader.Kind.DAMAGE) {
            lost += reader.damage().octets();
          } else if (kind == ArchiveReader.Kind.MESSAGE && reader.message().isUpdate()) {
            routes += count(reader.message(), cursor);
          }
        }
        return new Tally(reader.records(), routes, lost);
      }
    }

    private static long count(Message m, NlriCursor cursor) {
      long routes = 0;
      for (m.update().announced(cursor); cursor.next(); routes++) {}
      for (m.update().withdrawn(cursor); cursor.next(); routes++) {}
      return routes;
    }
  }
}
