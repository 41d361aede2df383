package io.sluice.cli.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.cli.GoDuration;
import io.sluice.cli.Version;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/** {@code GET /hc}: that the process answers, in the words of bgpipe. */
public final class Alive {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Alive() {}

  /**
   * The route.
   *
   * @param stages how many stages the pipeline has
   */
  public static Route route(int stages) {
    return Route.get(
        "/hc",
        "that it answers, as bgpipe says it; /health says more",
        Access.READ,
        request ->
            Answer.json(
                200,
                JSON.createObjectNode()
                    .put("status", "ok")
                    .put("version", Version.number())
                    .put("stages", stages)
                    .put("uptime", uptime())));
  }

  private static String uptime() {
    long millis = ManagementFactory.getRuntimeMXBean().getUptime();
    return GoDuration.format(Duration.ofSeconds(millis / 1000));
  }
}
