package io.sluice.mrt.bgpdump;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.mrt.ArchiveFormat;
import io.sluice.mrt.ArchiveReader;
import io.sluice.mrt.ArchiveWriter;
import io.sluice.mrt.Archives;
import io.sluice.mrt.ReadOptions;
import io.sluice.mrt.SharedData;
import io.sluice.mrt.TableStyle;
import io.sluice.mrt.WriteOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tables made of messages hold what bgpdump's lines tell. When a route of a table was learnt it
 * does not print of this type: that is what our own reader finds.
 */
class RebuiltTableTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RIPE-NCC+bgpdump/test_data/bview.ipv4_unicast_add_path.gz",
        "openstack+os-ken/os_ken/tests/packet_data/mrt/rib.20161101.0000_pick.bz2",
        "t2mune+mrtparse/samples/bird-mrtdump_rib",
        "t2mune+mrtparse/samples/openbgpd_rib_table-v2",
        "t2mune+mrtparse/samples/quagga_rib",
      })
  void aTableThatWentThroughUpdatesHasTheSameRoutes(String name) throws IOException {
    Path before = SharedData.file(name);
    Path after = table(before);
    areEqual(timeless(Bgpdump.routes(after)), timeless(Bgpdump.routes(before)));
    assertThat(learnt(after)).isEqualTo(learnt(before));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CAIDA+libbgpstream/_history/07c5f3e3/test-dumps/ris.rrc06.updates.1401488100.gz",
        "RIPE-NCC+bgpdump/test_data/updates.20071015.1505.gz",
        "jwbensley+dfz_name_and_shame/dnas/tests/RRC23/rrc23.updates.20220421.0200.gz",
        "t2mune+mrtparse/samples/bird-mrtdump_bgp",
      })
  void aTableOfUpdatesHoldsTheLastWordOnEachRoute(String name) throws IOException {
    Path updates = SharedData.file(name);
    Map<String, DumpedRoute> standing = new HashMap<>();
    for (DumpedRoute route : Bgpdump.routes(updates)) {
      switch (route.kind()) {
        case "A" -> standing.put(key(route), as(route.time().replaceFirst("\\..*", ""), route));
        case "W" -> standing.remove(key(route));
        default -> ends(route, standing);
      }
    }
    assertThat(standing).isNotEmpty();
    Path table = table(updates);
    areEqual(timeless(Bgpdump.routes(table)), timeless(List.copyOf(standing.values())));
    assertThat(learnt(table))
        .isEqualTo(
            standing.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().time())));
  }

  private static String key(DumpedRoute route) {
    return route.of() + ' ' + route.prefix();
  }

  /** A session that was up and is no more takes its routes with it. */
  private static void ends(DumpedRoute state, Map<String, DumpedRoute> standing) {
    if (state.prefix().startsWith("6|") && !state.prefix().equals("6|6")) {
      standing.values().removeIf(route -> route.peer().equals(state.peer()));
    }
  }

  private static DumpedRoute as(String time, DumpedRoute route) {
    return new DumpedRoute(time, "B", route.peer(), route.peerAs(), route.prefix(), route.rest());
  }

  private static Set<DumpedRoute> timeless(List<DumpedRoute> routes) {
    return routes.stream().map(route -> as("", route)).collect(Collectors.toSet());
  }

  private static <T> void areEqual(Set<T> ours, Set<T> expected) {
    assertThat(few(ours, expected)).as("only ours").isEmpty();
    assertThat(few(expected, ours)).as("missing").isEmpty();
  }

  private static <T> Set<T> few(Set<T> of, Set<T> without) {
    Set<T> rest = new HashSet<>(of);
    rest.removeAll(without);
    return rest.stream().limit(5).collect(Collectors.toSet());
  }

  private static ReadOptions reading(TableStyle style) {
    return ReadOptions.DEFAULT.withFormat(ArchiveFormat.MRT).withTables(style);
  }

  /** When each route of a table was learnt, by peer and prefix. */
  private static Map<String, String> learnt(Path table) throws IOException {
    Map<String, String> learnt = new HashMap<>();
    ReadRoutes read = new ReadRoutes(false);
    try (ArchiveReader reader = Archives.open(table, reading(TableStyle.SINGLE))) {
      for (int seen = 0; read.next(reader); seen = read.routes().size()) {
        for (DumpedRoute route : read.routes().subList(seen, read.routes().size())) {
          learnt.put(key(route), reader.message().tags().get("ORIGINATED"));
        }
      }
    }
    return learnt;
  }

  private Path table(Path archive) throws IOException {
    Path table = folder.resolve("table.mrt");
    try (ArchiveReader reader = Archives.open(archive, reading(TableStyle.ROUTER));
        ArchiveWriter writer =
            Archives.create(table.toString(), WriteOptions.of(ArchiveFormat.MRT).withTable(true))) {
      for (ArchiveReader.Kind kind = reader.next(); kind != null; kind = reader.next()) {
        if (kind == ArchiveReader.Kind.MESSAGE) {
          assertThat(writer.message(reader.message())).isNull();
        } else if (kind == ArchiveReader.Kind.STATE) {
          writer.state(reader.peer(), reader.state(), reader.timeMicros());
        }
      }
    }
    return table;
  }
}
