package io.sluice.cli.routers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What an archive says by the lines that bgpdump, which is not ours, prints of it. */
final class BgpdumpLines {
  private static final Pattern HOP = Pattern.compile("\\d+|\\{[^}]*\\}");

  private BgpdumpLines() {}

  /** A route in the words of bgpdump, which prints no large communities. */
  record Line(String nextHop, List<Long> path, TreeSet<String> communities) {}

  /**
   * Replays an archive into a table, the last word on a prefix counts.
   *
   * @param peer the address of the only peer that counts; {@code null} for all
   */
  static void replay(Path archive, String peer, Map<String, Line> table) {
    try {
      Process dump =
          new ProcessBuilder("bgpdump", "-m", archive.toString())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(dump.getInputStream(), StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          take(line.split("\\|", -1), peer, table);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void take(String[] line, String peer, Map<String, Line> table) {
    if (peer != null && !line[3].equals(peer)) {
      return;
    }
    switch (line[2]) {
      case "W" -> table.remove(prefix(line[5]));
      case "A", "B" ->
          table.put(
              prefix(line[5]),
              new Line(Route.host(line[8]), numbers(line[6]), communities(line[11])));
      default -> {} // a change of a session's state
    }
  }

  /** What a router holds, in the same words. */
  static Map<String, Line> of(Map<String, Route> routes) {
    Map<String, Line> lines = new HashMap<>();
    routes.forEach(
        (prefix, route) -> {
          TreeSet<String> communities = new TreeSet<>(route.communities());
          lines.put(prefix, new Line(route.nextHop(), route.path(), communities));
        });
    return lines;
  }

  private static String prefix(String text) {
    int slash = text.indexOf('/');
    return Route.host(text.substring(0, slash)) + text.substring(slash);
  }

  private static List<Long> numbers(String path) {
    List<Long> numbers = new ArrayList<>();
    for (Matcher m = HOP.matcher(path); m.find(); ) {
      // A set has no order: routers sort it, and leave out what stands in it twice.
      Stream.of(m.group().replaceAll("[{}]", "").split(","))
          .map(Long::parseLong)
          .sorted()
          .distinct()
          .forEach(numbers::add);
    }
    return numbers;
  }

  private static TreeSet<String> communities(String text) {
    TreeSet<String> all = new TreeSet<>();
    for (String word : text.split(" ")) {
      switch (word) {
        case "" -> {}
        case "no-export" -> all.add("65535:65281");
        case "no-advertise" -> all.add("65535:65282");
        case "local-AS" -> all.add("65535:65283");
        default -> all.add(word);
      }
    }
    return all;
  }
}
