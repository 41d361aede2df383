package io.sluice.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutOfMemoryIT {
  @TempDir Path dir;

  @Test
  void a_process_without_memory_ends_and_says_why_instead_of_staying_half_alive() throws Exception {
    File err = dir.resolve("err").toFile();
    ProcessBuilder broker =
        new ProcessBuilder(DocumentedCommands.root().resolve("sluice").toString(), "broker")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(err);
    broker.environment().put("JAVA_HOME", System.getProperty("java.home"));
    broker.environment().put("SLUICE_DATA", dir.resolve("data").toString());
    broker.environment().put("SLUICE_JAVA_OPTS", "-Xmx20m");
    Process process = broker.start();
    try {
      assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(3);
      assertThat(Files.readString(err.toPath())).contains("OutOfMemoryError: Java heap space");
    } finally {
      process.destroyForcibly();
    }
  }
}
