package io.sluice.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.cli.http.HttpOptions;
import io.sluice.cli.pipeline.HostPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A process that runs, as its HTTP port tells: how it is, and its sessions.
 *
 * @param url where it was asked; empty when no port is configured
 * @param answer what came of it
 * @param health its health; a missing node when there was no answer
 * @param sessions its sessions; empty when it has none, or did not say
 */
record RunningProcess(String url, Answer answer, JsonNode health, List<JsonNode> sessions) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int UNAUTHORIZED = 401;
  private static final int NOT_FOUND = 404;

  /** What came of asking. */
  enum Answer {
    /** No port is configured. */
    NO_PORT,
    /** Nothing listens there. */
    NOTHING,
    /** What listens there is no Sluice. */
    FOREIGN,
    /** It tells its health, and wants another token for the rest. */
    OTHER_TOKEN,
    /** It tells. */
    TOLD
  }

  /** Asks at the port that is configured. */
  static RunningProcess ask(HttpOptions options, Map<String, String> environment) {
    if (!options.wanted()) {
      return without("", Answer.NO_PORT);
    }
    InetSocketAddress at = options.address();
    String host = at.getAddress().isAnyLocalAddress() ? "127.0.0.1" : at.getHostString();
    String url = "http://" + new HostPort(host, at.getPort()).withPort(0);
    HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    try {
      JsonNode health = JSON.readTree(get(client, url + "/health", null).body());
      if (!health.path("up").isBoolean()) {
        return without(url, Answer.FOREIGN);
      }
      HttpResponse<String> told = get(client, url + "/sessions", options.token(environment));
      List<JsonNode> sessions = new ArrayList<>();
      if (told.statusCode() != NOT_FOUND && told.statusCode() != UNAUTHORIZED) {
        JSON.readTree(told.body()).forEach(sessions::add);
      }
      return new RunningProcess(
          url,
          told.statusCode() == UNAUTHORIZED ? Answer.OTHER_TOKEN : Answer.TOLD,
          health,
          sessions);
    } catch (java.net.ConnectException e) {
      return without(url, Answer.NOTHING);
    } catch (IOException e) {
      return without(url, Answer.FOREIGN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return without(url, Answer.NOTHING);
    }
  }

  private static RunningProcess without(String url, Answer answer) {
    return new RunningProcess(url, answer, JSON.missingNode(), List.of());
  }

  private static HttpResponse<String> get(HttpClient client, String url, String token)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE);
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Whether it runs. */
  boolean runs() {
    return answer == Answer.TOLD || answer == Answer.OTHER_TOKEN;
  }

  /** The ports on which it awaits routers. */
  Set<Integer> listening() {
    Set<Integer> ports = new TreeSet<>();
    for (JsonNode session : sessions) {
      for (String end : List.of("left", "right")) {
        String at = session.path(end).path("listening").asText();
        if (at.indexOf(':') >= 0) {
          ports.add(Integer.parseInt(at.substring(at.lastIndexOf(':') + 1)));
        }
      }
    }
    return ports;
  }

  /** An end of a session as it stands; a missing node when it does not tell. */
  JsonNode end(String session, String end) {
    return sessions.stream()
        .filter(s -> s.path("id").asText().equals(session))
        .findFirst()
        .map(s -> s.path(end))
        .orElse(JSON.missingNode());
  }
}
