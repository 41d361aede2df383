package io.sluice.mrt;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bgp.Message;
import io.sluice.bgp.nlri.NlriCursor;
import java.io.IOException;
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
