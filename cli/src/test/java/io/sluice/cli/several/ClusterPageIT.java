package io.sluice.cli.several;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.cli.process.DocumentedCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Walks through the page on clusters: all its commands as they stand there, in one shell and an
 * empty folder, with other ports. What Kafka's scripts start is started without them.
 */
class ClusterPageIT {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\\n(.*?)^```$");
  private static final List<String> PREFIXES = List.of("1909", "1919", "1918", "1179", "1128");

  @TempDir Path dir;
  private Path walk;

  @Test
  void every_command_of_the_page_does_what_it_is_for() throws Exception {
    Path root = DocumentedCommands.root();
    for (String program : List.of("bird", "birdc", "curl")) {
      assumeTrue(
          new ProcessBuilder("sh", "-c", "PATH=$PATH:/usr/sbin; command -v " + program)
                  .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                  .start()
                  .waitFor()
              == 0,
          program + " is not here");
    }
    Path bin = Files.createDirectory(dir.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("sluice"), root.resolve("sluice"));
    script(bin.resolve("kafka-storage.sh"), "kafka.tools.StorageTool");
    script(bin.resolve("kafka-server-start.sh"), "kafka.Kafka");
    walk = Files.createDirectory(dir.resolve("walk"));
    Path said = dir.resolve("said");
    ProcessBuilder shell =
        new ProcessBuilder("bash", "-euo", "pipefail", "-c", commands(root))
            .directory(walk.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    shell.environment().merge("PATH", "", (path, none) -> bin + ":" + path + ":/usr/sbin:/sbin");
    shell.environment().put("SLUICE_DATA", dir.resolve("data").toString());
    Process process = shell.start();
    boolean over = process.waitFor(5, TimeUnit.MINUTES);
    process.destroyForcibly();
    String output = Files.readString(said);
    assertThat(over).as(output).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    assertThat(output)
        .contains("198.51.100.0/24")
        .doesNotContain("198.51.100.128/25")
        .contains("sluice_proxy_verdicts")
        .containsPattern("sluice +BGP .* Established");
  }

  private String commands(Path root) throws IOException {
    String all =
        BLOCK
            .matcher(Files.readString(root.resolve("docs/cluster.md")))
            .results()
            .map(block -> block.group(1))
            .collect(Collectors.joining("\n"));
    for (String prefix : PREFIXES) {
      all = all.replace(prefix, Ports.prefix());
    }
    return all;
  }

  private static void script(Path file, String main) throws IOException {
    String java =
        KafkaCluster.java().stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
    Files.writeString(file, "#!/bin/sh\nexec " + java + " " + main + " \"$@\"\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  /** Whatever the walk left behind, when it stopped on its way. */
  @AfterEach
  void end() throws IOException {
    if (walk == null) {
      return;
    }
    try (Stream<Path> files = Files.list(walk)) {
      files
          .filter(file -> file.toString().endsWith(".pid"))
          .flatMap(file -> pid(file).stream())
          .forEach(ProcessHandle::destroyForcibly);
    }
  }

  private Optional<ProcessHandle> pid(Path file) {
    try {
      // A number that was given to another process meanwhile is none of ours.
      return ProcessHandle.of(Long.parseLong(Files.readString(file).strip()))
          .filter(p -> p.info().commandLine().orElse("").matches(".*(java|bird|sluice).*"));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }
}
