package io.sluice.bgp.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Inputs that lead the fuzzer where it has been before: in the project one file for each target, a
 * line of Base64 for each input, by length; for the fuzzer a folder with a file each.
 */
final class Corpus {
  private Corpus() {}

  /** The inputs of a file; none when there is no such file. */
  static List<byte[]> read(Path file) {
    try {
      return Files.exists(file)
          ? Files.readAllLines(file).stream().map(Base64.getDecoder()::decode).toList()
          : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lays the inputs of a file out in a folder. */
  static void unpack(Path file, Path folder) throws IOException {
    Files.createDirectories(folder);
    int number = 0;
    for (byte[] input : read(file)) {
      Files.write(folder.resolve("kept-" + number++), input);
    }
  }

  /**
   * Writes the inputs of a folder to a file: all when they fit, else a part of every length.
   *
   * @param most octets that the file may have
   * @return how many were left out
   */
  static int pack(Path folder, Path file, int most) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> inputs = Files.list(folder)) {
      for (Path input : inputs.toList()) {
        lines.add(Base64.getEncoder().encodeToString(Files.readAllBytes(input)));
      }
    }
    lines.sort(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
    long all = lines.stream().mapToLong(line -> line.length() + 1L).sum();
    List<String> kept = new ArrayList<>();
    long passed = 0;
    long size = 0;
    for (String line : lines) {
      passed += line.length() + 1L;
      // As much of what has passed as fits of the whole.
      if (all <= most || size + line.length() + 1 <= passed * most / all) {
        kept.add(line);
        size += line.length() + 1L;
      }
    }
    Files.createDirectories(file.getParent());
    Files.write(file, kept);
    return lines.size() - kept.size();
  }
}
