package io.sluice.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Pattern;

/** A process at its HTTP port. */
final class Asked {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern WHERE = Pattern.compile("HTTP at ([^\\s\"]+)");

  private final HttpClient client = HttpClient.newHttpClient();
  private final String url;

  Asked(SluiceCommand process) throws InterruptedException {
    url = process.awaitLog(WHERE).group(1);
  }

  private HttpResponse<String> ask(String method, String path)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Authorization", "Bearer " + SluiceCommand.TOKEN)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** A session as it stands; a missing node when there is none. */
  JsonNode session(String id) throws IOException, InterruptedException {
    for (JsonNode session : JSON.readTree(ask("GET", "/sessions").body())) {
      if (session.path("id").asText().equals(id)) {
        return session;
      }
    }
    return JSON.missingNode();
  }

  /** Where a session awaits its left end. */
  InetSocketAddress listening(String id) throws IOException, InterruptedException {
    String[] at = session(id).path("left").path("listening").asText().split(":");
    return new InetSocketAddress(at[0], Integer.parseInt(at[1]));
  }

  /** What it counts. */
  Scrape metrics() throws IOException, InterruptedException {
    HttpResponse<String> answer = ask("GET", "/metrics");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .isEqualTo("text/plain; version=0.0.4; charset=utf-8");
    return new Scrape(answer.body());
  }

  /** The status of an answer. */
  int status(String path) throws IOException, InterruptedException {
    return ask("GET", path).statusCode();
  }

  /** Has it reload; the status of the answer comes with it as "status". */
  JsonNode reload() throws IOException, InterruptedException {
    HttpResponse<String> answer = ask("POST", "/reload");
    var node = (ObjectNode) JSON.readTree(answer.body());
    return node.put("status", answer.statusCode());
  }
}
