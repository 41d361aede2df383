package io.sluice.bgp.conformance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The collection of real inputs and of what bgpipe made of them, which is too large for the
 * repository. It is found through the system property {@code sluice.shared.data}, or as {@code
 * shared/data} beside any folder above the module. Tests that need it are skipped without it.
 */
public final class SharedData {
  private static final Path ROOT = find();

  private SharedData() {}

  private static Path find() {
    String set = System.getProperty("sluice.shared.data");
    if (set != null) {
      return Path.of(set);
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path data = at.resolve("shared").resolve("data");
      if (Files.isDirectory(data)) {
        return data;
      }
    }
    return null;
  }

  /** A file of the collection; skips the test that asks when the collection is not there. */
  public static Path file(String name) {
    assumeTrue(ROOT != null, "no shared/data here: set -Dsluice.shared.data to run this test");
    Path file = ROOT.resolve(name);
    assumeTrue(Files.exists(file), file + " is not there");
    return file;
  }

  /** The files of some kinds, as the manifest lists them. */
  static List<String> listed(String... kinds) {
    return rows("manifest.csv", ",").stream()
        .filter(row -> List.of(kinds).contains(row[0]))
        .map(row -> row[1])
        .toList();
  }

  /** The rows of a table behind its head, each split at its tabs. */
  public static List<String[]> rows(String name) {
    return rows(name, "\t");
  }

  /** The rows of a table behind its head, each split at a separator. */
  public static List<String[]> rows(String name, String separator) {
    try {
      return Files.readAllLines(file(name), StandardCharsets.UTF_8).stream()
          .skip(1)
          .map(line -> line.split(separator, -1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
