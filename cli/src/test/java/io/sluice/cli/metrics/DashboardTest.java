package io.sluice.cli.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The dashboard, held against the page on metrics, which a test holds against running processes.
 */
class DashboardTest {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(\\w+)` \\| (\\w+) \\| ([^|]*) \\|");
  private static final Pattern METRIC =
      Pattern.compile("\\b((?:sluice|kafka|jvm|process)_\\w+)\\b(?:\\{([^}]*)\\})?");
  private static final Pattern MATCHER = Pattern.compile("(\\w+)(?:=~|!=|=)\"");
  private static final Pattern GROUPED = Pattern.compile("by \\(([^)]*)\\)");

  private final Map<String, Set<String>> labels = new HashMap<>();
  private final JsonNode dashboard;

  DashboardTest() throws IOException {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("streams-filters"))) {
      folder = folder.getParent();
    }
    Matcher row = ROW.matcher(Files.readString(folder.resolve("docs/metrics.md")));
    while (row.find()) {
      Set<String> own = new HashSet<>(Set.of(row.group(3).split(", ")));
      // What Prometheus adds.
      own.add("instance");
      labels.put(row.group(1), own);
      if (row.group(2).equals("histogram") || row.group(2).equals("summary")) {
        labels.put(row.group(1) + "_sum", own);
        labels.put(row.group(1) + "_count", own);
      }
      if (row.group(2).equals("histogram")) {
        Set<String> bucket = new HashSet<>(own);
        bucket.add("le");
        labels.put(row.group(1) + "_bucket", bucket);
      }
    }
    dashboard = new ObjectMapper().readTree(folder.resolve("docs/grafana/sluice.json").toFile());
  }

  private List<String> expressions() {
    List<String> all = new ArrayList<>(dashboard.findValuesAsText("expr"));
    all.addAll(dashboard.findValuesAsText("definition"));
    return all;
  }

  @Test
  void every_metric_and_label_of_the_dashboard_is_on_the_page() {
    assertThat(expressions()).hasSizeGreaterThan(20);
    for (String expression : expressions()) {
      Matcher metric = METRIC.matcher(expression);
      assertThat(metric.find()).as(expression).isTrue();
      Set<String> known = labels.get(metric.group(1));
      assertThat(known).as("labels of " + metric.group(1)).isNotNull();
      Matcher matcher = MATCHER.matcher(metric.group(2) == null ? "" : metric.group(2));
      while (matcher.find()) {
        assertThat(known).as(expression).contains(matcher.group(1));
      }
      Matcher grouped = GROUPED.matcher(expression);
      if (grouped.find()) {
        assertThat(known).as(expression).contains(grouped.group(1).split(", "));
      }
    }
  }

  @Test
  void panels_have_numbers_and_places_of_their_own_and_say_what_they_show() {
    Set<Integer> ids = new HashSet<>();
    Set<String> places = new HashSet<>();
    for (JsonNode panel : dashboard.path("panels")) {
      JsonNode place = panel.path("gridPos");
      assertThat(ids.add(panel.path("id").asInt())).as(panel.path("title").asText()).isTrue();
      assertThat(places.add(place.path("x") + "," + place.path("y"))).isTrue();
      assertThat(place.path("x").asInt() + place.path("w").asInt()).isLessThanOrEqualTo(24);
      assertThat(panel.path("title").asText()).isNotBlank();
    }
  }
}
