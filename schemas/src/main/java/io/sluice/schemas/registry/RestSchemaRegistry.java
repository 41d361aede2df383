package io.sluice.schemas.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A registry behind Confluent's REST API: Confluent's own, or one that speaks the same, such as
 * Apicurio below /apis/ccompat/v7. A user in the URL (http://user:password@host) is sent as basic
 * authentication.
 */
public final class RestSchemaRegistry implements SchemaRegistry {
  private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final int ATTEMPTS = 5;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final URI base;
  private final String authorization;

  /**
   * @param url base URL, such as http://registry:8081
   */
  public RestSchemaRegistry(String url) {
    URI uri = URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
    if (uri.getHost() == null || !uri.getScheme().startsWith("http")) {
      throw new IllegalArgumentException(
          "registry URL '" + url + "': give it as http://HOST:PORT or https://HOST:PORT");
    }
    String user = uri.getUserInfo();
    this.authorization =
        user == null
            ? null
            : "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    this.base =
        user == null ? uri : URI.create(uri.toString().replace(uri.getRawUserInfo() + "@", ""));
  }

  @Override
  public int register(String subject, String schema) {
    ObjectNode body = JSON.createObjectNode().put("schema", schema);
    return call("POST", "/subjects/" + encoded(subject) + "/versions", body).path("id").asInt();
  }

  @Override
  public String schema(int id) {
    return call("GET", "/schemas/ids/" + id, null).path("schema").asText();
  }

  @Override
  public Registered latest(String subject) {
    JsonNode n = call("GET", "/subjects/" + encoded(subject) + "/versions/latest", null);
    return new Registered(
        n.path("subject").asText(),
        n.path("version").asInt(),
        n.path("id").asInt(),
        n.path("schema").asText());
  }

  @Override
  public List<String> subjects() {
    List<String> names = new ArrayList<>();
    call("GET", "/subjects", null).forEach(n -> names.add(n.asText()));
    return names;
  }

  private static String encoded(String subject) {
    return URLEncoder.encode(subject, StandardCharsets.UTF_8);
  }

  private JsonNode call(String method, String path, JsonNode body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(Duration.ofSeconds(10))
            .header("Accept", CONTENT_TYPE)
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body.toString()));
    if (body != null) {
      request.header("Content-Type", CONTENT_TYPE);
    }
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    IOException last = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        if (attempt > 0) {
          Thread.sleep(200L << attempt);
        }
        HttpResponse<String> response =
            client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() < 500) {
          return answer(method, path, response);
        }
        last = new IOException("HTTP status " + response.statusCode());
      } catch (IOException e) {
        last = e;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new RegistryException(0, "interrupted while asking " + base, e);
      }
    }
    throw new RegistryException(
        0, "the schema registry at " + base + " does not answer: " + last, last);
  }

  private JsonNode answer(String method, String path, HttpResponse<String> response) {
    JsonNode body;
    try {
      body = JSON.readTree(response.body());
    } catch (IOException e) {
      throw new RegistryException(
          response.statusCode(),
          method + " " + base + path + " was not answered with JSON; is it a schema registry?",
          e);
    }
    if (response.statusCode() != 200) {
      throw new RegistryException(
          body.path("error_code").asInt(response.statusCode()),
          "the schema registry at "
              + base
              + " refuses "
              + method
              + " "
              + path
              + ": "
              + body.path("message").asText("HTTP status " + response.statusCode()));
    }
    return body;
  }

  @Override
  public void close() {
    // java.net.http has nothing to close on Java 17.
  }
}
