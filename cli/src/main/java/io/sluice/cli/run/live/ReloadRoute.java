package io.sluice.cli.run.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.cli.http.Answer;
import io.sluice.cli.http.Route;
import java.util.List;

/** {@code POST /reload}: reads the configuration again, and tells what came of it. */
final class ReloadRoute {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int UNPROCESSABLE = 422;
  private static final int CONFLICT = 409;

  private ReloadRoute() {}

  static Route of(Reload reload) {
    return Route.post(
        "/reload",
        "read the configuration again",
        request -> {
          Reload.Result result = reload.run();
          int status =
              !result.error().isEmpty()
                  ? UNPROCESSABLE
                  : result.failed().isEmpty() ? 200 : CONFLICT;
          return Answer.json(status, json(result));
        });
  }

  private static ObjectNode json(Reload.Result result) {
    ObjectNode node = JSON.createObjectNode();
    if (!result.error().isEmpty()) {
      return node.put("error", result.error());
    }
    list(node, "added", result.added());
    list(node, "changed", result.changed());
    list(node, "removed", result.removed());
    ObjectNode failed = node.putObject("failed");
    result.failed().forEach(failed::put);
    list(node, "needRestart", result.restart());
    return node;
  }

  private static void list(ObjectNode node, String name, List<String> values) {
    values.forEach(node.putArray(name)::add);
  }
}
