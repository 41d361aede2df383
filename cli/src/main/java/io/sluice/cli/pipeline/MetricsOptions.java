package io.sluice.cli.pipeline;

import io.sluice.bgp.filter.Filter;
import io.sluice.cli.OperatorException;
import io.sluice.filters.count.CountStage;
import io.sluice.filters.count.MessageCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Counts messages, and those that match filters. */
@Command(name = "metrics", description = "count messages matching filters (Prometheus metrics)")
public final class MetricsOptions extends JudgeOptions {
  private final Map<String, String> rules = new LinkedHashMap<>();
  private MessageCounts counts;

  @Option(
      names = "--output",
      paramLabel = "string",
      description = "write what was counted to a file on exit (Prometheus text format)")
  Path output;

  @Override
  boolean arguments(List<String> more) {
    for (String rule : more) {
      int colon = rule.indexOf(": ");
      rules.put(
          colon < 0 ? rule : rule.substring(0, colon),
          colon < 0 ? rule : rule.substring(colon + 2));
    }
    return true;
  }

  @Override
  String argumentHelp() {
    return "behind -A, filters to count by: FILTER, or 'LABEL: FILTER'";
  }

  @Override
  void check() {
    rules.forEach(
        (label, filter) -> {
          if (!label.matches("(?s).*[A-Za-z0-9].*")) {
            throw new OperatorException("'" + label + "' is no label: it has no letter or digit");
          }
        });
  }

  /** The filters, by their labels. */
  public Map<String, String> rules() {
    return rules;
  }

  /**
   * What is counted.
   *
   * @param stage name of the stage
   */
  public synchronized MessageCounts counts(String stage) {
    if (counts == null) {
      counts = new MessageCounts(stage, List.copyOf(rules.keySet()));
    }
    return counts;
  }

  /**
   * A stage that adds to it.
   *
   * @param stage name of the stage
   * @param mode how filters are read
   */
  public CountStage stage(String stage, Filter.Mode mode) {
    Map<String, Filter> compiled = new LinkedHashMap<>();
    rules.forEach((label, filter) -> compiled.put(label, Filter.compile(filter, mode)));
    return new CountStage(counts(stage), compiled);
  }

  /**
   * Writes what was counted, if that is wanted.
   *
   * @param stage name of the stage
   * @throws OperatorException if the file cannot be written
   */
  public void write(String stage) {
    if (output == null) {
      return;
    }
    try {
      Files.writeString(output, counts(stage).text());
    } catch (IOException e) {
      throw new OperatorException(
          "metrics: cannot write what was counted to " + output + ": " + e, e);
    }
  }
}
