package io.sluice.cli.process;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a process answers to {@code GET /metrics}, in the text format of Prometheus. */
record Scrape(String text) {
  private static final Pattern META = Pattern.compile("# (HELP|TYPE) (\\S+) (.*)");
  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)\\})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** The metrics as rows of a table in Markdown: name, type, labels, meaning; by name. */
  Map<String, String> rows() {
    Map<String, String> help = new TreeMap<>();
    Map<String, String> types = new TreeMap<>();
    Map<String, Set<String>> labels = new TreeMap<>();
    for (String line : text.split("\n")) {
      Matcher meta = META.matcher(line);
      Matcher sample = SAMPLE.matcher(line);
      if (meta.matches()) {
        (meta.group(1).equals("HELP") ? help : types).put(meta.group(2), meta.group(3));
      } else if (sample.matches()) {
        String family =
            types.containsKey(sample.group(1))
                ? sample.group(1)
                : sample.group(1).replaceFirst("_(bucket|count|sum|max)$", "");
        Set<String> names = labels.computeIfAbsent(family, f -> new TreeSet<>());
        names.addAll(labels(sample.group(2)).keySet());
        names.remove("le");
      } else {
        throw new AssertionError("no line of Prometheus' text format: " + line);
      }
    }
    Map<String, String> rows = new TreeMap<>();
    types.forEach(
        (name, type) ->
            rows.put(
                name,
                String.format(
                    "| `%s` | %s | %s | %s |",
                    name, type, String.join(", ", labels.get(name)), help.get(name))));
    return rows;
  }

  /** The sum of the samples of a name that have these labels, as NAME, VALUE. */
  double sum(String name, String... wanted) {
    double sum = 0;
    for (String line : text.split("\n")) {
      Matcher sample = SAMPLE.matcher(line);
      if (sample.matches() && sample.group(1).equals(name)) {
        Map<String, String> labels = labels(sample.group(2));
        boolean all = true;
        for (int i = 0; i < wanted.length; i += 2) {
          all &= wanted[i + 1].equals(labels.get(wanted[i]));
        }
        sum += all ? Double.parseDouble(sample.group(3)) : 0;
      }
    }
    return sum;
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new LinkedHashMap<>();
    if (text != null) {
      Matcher label = LABEL.matcher(text);
      while (label.find()) {
        labels.put(label.group(1), label.group(2));
      }
    }
    return labels;
  }

  /** The rows of a page of the documentation. */
  static List<String> rowsOf(String page) {
    return page.lines().filter(line -> line.startsWith("| `")).toList();
  }
}
