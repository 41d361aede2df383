package io.sluice.mrt.bgpdump;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.mrt.ArchiveFormat;
import io.sluice.mrt.ArchiveReader;
import io.sluice.mrt.Archives;
import io.sluice.mrt.ReadOptions;
import io.sluice.mrt.SharedData;
import io.sluice.mrt.TableStyle;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Route for route, field by field, in order, against bgpdump: the texts that its authors expect,
 * and what the program prints of all other archives. Of those only the first lines are compared
 * unless more are asked for: {@code -Dsluice.bgpdump.lines=100000000} takes all, in minutes.
 */
class BgpdumpTest {
  private static final int LINES = Integer.getInteger("sluice.bgpdump.lines", 1000);

  /** By file: the differences that there are, and why. */
  private static final Map<String, String[]> DEVIATIONS = deviations();

  /** What was printed of an archive. */
  private record Dump(List<DumpedRoute> routes, boolean table, boolean micros, boolean whole) {
    static Dump read(InputStream text, int most) throws IOException {
      List<DumpedRoute> routes = new ArrayList<>();
      boolean table = false;
      boolean micros = false;
      try (BufferedReader in =
          new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8))) {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          if (routes.size() == most) {
            return new Dump(routes, table, micros, false);
          }
          table |= line.startsWith("TABLE_DUMP");
          micros |= line.startsWith("BGP4MP_ET");
          routes.add(DumpedRoute.parse(line));
        }
      }
      return new Dump(routes, table, micros, true);
    }
  }

  private static Map<String, String[]> deviations() {
    try (InputStream in = BgpdumpTest.class.getResourceAsStream("bgpdump.tsv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t"))
          .collect(Collectors.toMap(row -> row[0], Function.identity()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Stream<String[]> archives() {
    return SharedData.rows("manifest.csv", ",").stream().filter(row -> row[0].equals("mrt"));
  }

  static List<String> archivesWithText() {
    return archives().filter(BgpdumpTest::hasText).map(row -> row[1]).toList();
  }

  static List<String> archivesWithout() {
    return archives().filter(row -> !hasText(row)).map(row -> row[1]).toList();
  }

  private static boolean hasText(String[] row) {
    return row[row.length - 1].startsWith("bgpdump");
  }

  @ParameterizedTest
  @MethodSource("archivesWithText")
  void whatItsAuthorsExpectIsReproduced(String name) throws IOException {
    Path text = SharedData.file(name.replace("test_data", "test_expect") + ".bgp.gz");
    Dump dump;
    try (InputStream in = new GZIPInputStream(Files.newInputStream(text))) {
      dump = Dump.read(in, Integer.MAX_VALUE);
    }
    assertThat(dump.routes()).isNotEmpty();
    compare(name, dump);
  }

  @ParameterizedTest
  @MethodSource("archivesWithout")
  void whatItPrintsIsReproduced(String name) throws IOException {
    Process process = Bgpdump.start(SharedData.file(name));
    Dump dump;
    try {
      dump = Dump.read(process.getInputStream(), LINES);
    } finally {
      process.destroyForcibly();
    }
    compare(name, dump);
  }

  private static void compare(String name, Dump dump) throws IOException {
    Comparison comparison =
        Comparison.of(dump.routes(), ours(name, dump), dump.whole(), dump.table());
    String[] listed = DEVIATIONS.get(name);
    Set<String> known = listed == null ? Set.of() : new TreeSet<>(Set.of(listed[1].split(", ")));
    if (dump.whole()) {
      assertThat(comparison.differences()).as(comparison.examples()).isEqualTo(known);
    } else {
      assertThat(known).as(comparison.examples()).containsAll(comparison.differences());
    }
  }

  private static List<DumpedRoute> ours(String name, Dump dump) throws IOException {
    ReadOptions options =
        ReadOptions.DEFAULT.withFormat(ArchiveFormat.MRT).withTables(TableStyle.SINGLE);
    // Enough to see that there is more; of a table, until each peer has as many.
    long enough = dump.routes().size() * (dump.table() ? 2L : 1L) + 5000;
    ReadRoutes read = new ReadRoutes(dump.micros());
    try (ArchiveReader reader = Archives.open(SharedData.file(name), options)) {
      while (read.routes().size() < enough && read.next(reader)) {}
    } catch (IOException e) {
      // Two are cut inside of their compression.
      assertThat(e).hasMessageContaining("offset");
      assertThat(name).contains("firstMB");
    }
    return read.routes();
  }
}
