package io.sluice.mrt.bgpdump;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The program of RIPE NCC, where it is installed. */
final class Bgpdump {
  private static final Path PROGRAM = Path.of("/usr/bin/bgpdump");

  private Bgpdump() {}

  /** Starts it on an archive; skips the test that asks where it is not there. */
  static Process start(Path archive) throws IOException {
    assumeTrue(Files.isExecutable(PROGRAM), "bgpdump is not there (Debian: bgpdump)");
    return new ProcessBuilder(PROGRAM.toString(), "-q", "-m", archive.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** What it prints of routes and states. */
  static List<DumpedRoute> routes(Path archive) throws IOException {
    Process process = start(archive);
    try (InputStream out = process.getInputStream()) {
      return new BufferedReader(new InputStreamReader(out, StandardCharsets.UTF_8))
          .lines()
          .map(DumpedRoute::parse)
          .toList();
    }
  }
}
