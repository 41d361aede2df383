package io.sluice.cli.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.cli.http.Access;
import io.sluice.cli.http.Answer;
import io.sluice.cli.http.Route;
import io.sluice.cli.pipeline.MetricsOptions;
import io.sluice.cli.pipeline.WrittenStage;
import io.sluice.filters.count.MessageCounts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the stages named metrics have counted, for those who ask at the HTTP port. */
public final class StageCounts {
  private static final ObjectMapper JSON = new ObjectMapper();

  private StageCounts() {}

  /** All of it in Prometheus' form. */
  public static String text(List<WrittenStage> counting) {
    return counting.stream().map(stage -> counts(stage).text()).collect(Collectors.joining());
  }

  /** {@code GET /stage/NAME/} for each. */
  public static List<Route> routes(List<WrittenStage> counting) {
    List<Route> routes = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (WrittenStage stage : counting) {
      String name = stage.name().replaceFirst("^@", "").replaceAll("[^A-Za-z0-9_.-]", "-");
      String free = taken.add(name) ? name : name + "-" + stage.number();
      routes.add(
          Route.get(
              "/stage/" + free + "/",
              "what the stage " + stage.name() + " has counted",
              Access.READ,
              request -> Answer.json(200, json(counts(stage)))));
    }
    return routes;
  }

  private static MessageCounts counts(WrittenStage stage) {
    return ((MetricsOptions) stage.options()).counts(stage.name());
  }

  private static ObjectNode json(MessageCounts counts) {
    ObjectNode json = JSON.createObjectNode().put("total", counts.total());
    if (!counts.rules().isEmpty()) {
      ObjectNode rules = json.putObject("rules");
      counts.rules().forEach(rules::put);
    }
    return json;
  }
}
