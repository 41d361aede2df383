package io.sluice.bgp.fuzz;

import io.sluice.bgp.wire.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One target, fuzzed in a process of its own, from the inputs that the project keeps. The sequence
 * of inputs is the same each time; how far it gets depends on the time it is given.
 */
final class Fuzzing {
  /** An input that takes so many seconds hangs. */
  private static final int HANGS = 30;

  /** In fewer seconds, twice as much is tried without the second compiler. */
  private static final int SHORT = 60;

  private final FuzzTarget target;
  private final Path module;
  private final Path folder;
  private final Path log;

  /**
   * @param module the folder of the module
   */
  Fuzzing(FuzzTarget target, Path module) {
    this.target = target;
    this.module = module;
    this.folder = module.resolve("target/fuzz/" + target.word());
    this.log = folder.resolve("log");
  }

  /**
   * Fuzzes for some seconds.
   *
   * @return what was found, for people; empty when nothing was
   */
  String run(int seconds) throws IOException, InterruptedException {
    Path inputs = folder.resolve("inputs");
    Corpus.unpack(target.corpus(module), inputs);
    deleteFindings();
    int status =
        jazzer(seconds, List.of("-max_total_time=" + seconds, "-seed=1", inputs.toString()));
    return status == 0 ? "" : finding(status);
  }

  /** Takes over what was found worth keeping: the least that leads everywhere. */
  void keep(int most) throws IOException, InterruptedException {
    Path least = folder.resolve("least");
    delete(least);
    Files.createDirectories(least);
    List<String> merging =
        List.of("-merge=1", least.toString(), folder.resolve("inputs").toString());
    int status = jazzer(SHORT, merging);
    if (status != 0) {
      throw new IOException(target.word() + ": merging failed, see " + log);
    }
    int left = Corpus.pack(least, target.corpus(module), most);
    System.out.println(target.word() + ": kept, " + left + " inputs left out for their size");
  }

  /** How many inputs were tried, as the fuzzer says at its end. */
  String runs() throws IOException {
    return Files.readAllLines(log).stream()
        .filter(line -> line.startsWith("Done "))
        .reduce((a, b) -> b)
        .orElse("");
  }

  private int jazzer(int seconds, List<String> arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=" + (seconds < SHORT ? 1 : 4),
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.testClass(),
                "--target_method=" + target.method(),
                "--instrumentation_includes=io.sluice.bgp.**",
                "--custom_hook_includes=io.sluice.bgp.**",
                "--reproducer_path=" + folder,
                "-artifact_prefix=" + folder + "/",
                "-timeout=" + HANGS,
                "-rss_limit_mb=0",
                "-print_final_stats=0"));
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start()
        .waitFor();
  }

  private String finding(int status) throws IOException {
    StringBuilder text = new StringBuilder(target.word() + " failed (" + status + "):\n");
    List<String> lines = Files.readAllLines(log);
    lines.stream()
        .dropWhile(line -> !line.contains("== Java Exception") && !line.contains("ERROR:"))
        .limit(15)
        .forEach(line -> text.append("  ").append(line).append('\n'));
    for (Path input : findings()) {
      byte[] octets = Files.readAllBytes(input);
      text.append("  The input: ").append(input).append('\n');
      text.append("  in hex: ").append(Bytes.hex(octets, 0, octets.length)).append('\n');
      text.append("  To replay it with the unit tests, copy it to ")
          .append(target.regressions(module))
          .append('\n');
    }
    return text.append("  The log: ").append(log).append('\n').toString();
  }

  private void deleteFindings() throws IOException {
    for (Path input : findings()) {
      Files.delete(input);
    }
  }

  private List<Path> findings() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> f.getFileName().toString().matches("(crash|timeout|oom|leak)-.*"))
          .toList();
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
