package io.sluice.cli.routers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The programs that these tests run against, and whether this machine has them. */
final class Tools {
  static final String FRR = "/usr/lib/frr/bgpd";
  static final String BIRD = "bird";
  static final String GOBGP = "gobgpd";

  /** FRR's daemon has the same name: OpenBGPD's is named by its folder. */
  static final String OPENBGPD = "/usr/sbin/bgpd";

  private static final List<String> FOLDERS =
      List.of("/usr/sbin", "/usr/bin", "/sbin", "/bin", "/usr/local/sbin", "/usr/local/bin");

  private Tools() {}

  /** Skips the test, with the reason, unless it runs as root and all these programs are there. */
  static void assumeInstalled(String... programs) {
    assumeTrue(
        "root".equals(System.getProperty("user.name")),
        "captures, namespaces and router daemons need root");
    List<String> missing = new ArrayList<>();
    for (String program : programs) {
      if (!installed(program)) {
        missing.add(program);
      }
    }
    assumeTrue(missing.isEmpty(), "not installed: " + String.join(", ", missing));
  }

  private static boolean installed(String program) {
    if (program.startsWith("/")) {
      return Files.isExecutable(Path.of(program));
    }
    return FOLDERS.stream().anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
