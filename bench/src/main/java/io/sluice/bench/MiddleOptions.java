package io.sluice.bench;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** What all measures are told of the program under test. */
final class MiddleOptions {
  @Option(
      names = "--middle",
      defaultValue = "127.0.0.1:1790",
      description = "where the middle listens (default ${DEFAULT-VALUE})")
  String middle;

  @Option(
      names = "--sink",
      defaultValue = "127.0.0.2:1179",
      description = "where the middle dials (default ${DEFAULT-VALUE})")
  String sink;

  @Option(
      names = "--source",
      defaultValue = "127.0.0.3",
      description = "where the sender comes from (default ${DEFAULT-VALUE})")
  String source;

  @Option(names = "--log", description = "file for the output of the middle")
  Path log;

  @Option(
      names = "--wait",
      defaultValue = "120",
      description =
          "seconds to wait for the middle, and for each result (default ${DEFAULT-VALUE})")
  int wait;

  @Option(
      names = "--kafka",
      description = "broker for the comparison; by default the embedded one of the middle")
  String kafka;

  Ends ends() throws IOException {
    return new Ends(InetAddress.getByName(source), address(middle), address(sink));
  }

  private static InetSocketAddress address(String text) throws IOException {
    int colon = text.lastIndexOf(':');
    return new InetSocketAddress(
        InetAddress.getByName(text.substring(0, colon)),
        Integer.parseInt(text.substring(colon + 1)));
  }

  Duration patience() {
    return Duration.ofSeconds(wait);
  }

  /** Starts the program under test with a data folder of its own, named in SLUICE_DATA. */
  Middle start(Path data) throws IOException {
    return Middle.start(Bench.middle(), data, log);
  }

  /** The broker: the one named, or the embedded one of a data folder. */
  String kafka(Path data) throws IOException {
    if (kafka != null) {
      return kafka;
    }
    Path file = data.resolve("broker.properties");
    if (!Files.exists(file)) {
      throw new IOException(
          "no broker to compare with: the middle wrote no " + file + "; name one with --kafka");
    }
    Properties p = new Properties();
    try (Reader in = new StringReader(Files.readString(file))) {
      p.load(in);
    }
    return p.getProperty("host") + ":" + p.getProperty("broker");
  }

  /** A new data folder. */
  static Path folder() throws IOException {
    return Files.createTempDirectory("sluice-bench");
  }

  /** Removes a data folder. */
  static void remove(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(folder)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : all) {
      Files.deleteIfExists(file);
    }
  }
}
