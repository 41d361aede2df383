package io.sluice.cli.process;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The collection of real inputs and of what bgpipe made of them, which is too large for the
 * repository: at the system property {@code sluice.shared.data}, or as {@code shared/data} beside
 * any folder above the module. Tests that need it are skipped without it.
 */
public final class SharedData {
  private SharedData() {}

  private static Path root() {
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

  /** A file of it; skips the test that asks when the collection is not there. */
  public static Path file(String name) {
    Path root = root();
    assumeTrue(root != null, "no shared/data here: set -Dsluice.shared.data to run this test");
    Path file = root.resolve(name);
    assumeTrue(Files.exists(file), file + " is not there");
    return file;
  }
}
