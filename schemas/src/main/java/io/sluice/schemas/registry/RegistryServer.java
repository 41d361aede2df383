package io.sluice.schemas.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sluice.schemas.registry.SchemaRegistry.Registered;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/**
 * The part of Confluent's REST API that serializers and deserializers use, in front of the registry
 * in the process, so that foreign tools can read the topics of an embedded broker.
 */
public final class RegistryServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TopicSchemaRegistry registry;
  private final HttpServer server;
  private final ExecutorService executor =
      Executors.newSingleThreadExecutor(
          r -> {
            Thread t = new Thread(r, "schema-registry-http");
            t.setDaemon(true);
            return t;
          });

  /**
   * Serves at an address.
   *
   * @throws UncheckedIOException if the address is taken
   */
  public RegistryServer(TopicSchemaRegistry registry, InetSocketAddress address) {
    this.registry = registry;
    try {
      server = HttpServer.create(address, 0);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot serve the schema registry at " + address, e);
    }
    server.setExecutor(executor);
    server.createContext("/", this::handle);
    server.start();
  }

  /** The port that it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode answer;
      int status = 200;
      try {
        answer = route(exchange);
      } catch (RegistryException e) {
        status = e.code() >= 1000 ? e.code() / 100 : e.code() == 0 ? 500 : e.code();
        answer = JSON.createObjectNode().put("error_code", e.code()).put("message", e.getMessage());
      } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
        status = 422;
        answer = JSON.createObjectNode().put("error_code", 42201).put("message", "not JSON");
      }
      byte[] body = answer.toString().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/vnd.schemaregistry.v1+json");
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private JsonNode route(HttpExchange exchange) throws IOException {
    String[] path = exchange.getRequestURI().getRawPath().substring(1).split("/");
    for (int i = 0; i < path.length; i++) {
      path[i] = URLDecoder.decode(path[i], StandardCharsets.UTF_8);
    }
    boolean post = "POST".equals(exchange.getRequestMethod());
    if (path.length == 3 && path[0].equals("schemas") && path[1].equals("ids")) {
      return JSON.createObjectNode().put("schema", registry.schema(number(path[2])));
    }
    if (path.length == 4 && path[0].equals("schemas") && path[1].equals("ids")) {
      return uses(number(path[2]), path[3]);
    }
    if (path.length >= 4 && path[0].equals("compatibility") && post) {
      return compatibility(path, body(exchange));
    }
    if (path.length == 2 && path[0].equals("schemas") && path[1].equals("types")) {
      return JSON.createArrayNode().add("AVRO");
    }
    if (path[0].equals("subjects")) {
      return subjects(path, post, exchange);
    }
    if (path[0].equals("config")) {
      return JSON.createObjectNode().put("compatibilityLevel", "BACKWARD");
    }
    if (path[0].equals("mode")) {
      return JSON.createObjectNode().put("mode", "READWRITE");
    }
    if (path.length == 1 && path[0].isEmpty()) {
      return JSON.createObjectNode();
    }
    throw new RegistryException(404, "HTTP 404 Not Found");
  }

  private JsonNode subjects(String[] path, boolean post, HttpExchange exchange) throws IOException {
    if (path.length == 1) {
      var names = JSON.createArrayNode();
      registry.subjects().forEach(names::add);
      return names;
    }
    String subject = path[1];
    if (path.length == 2 && post) {
      return lookUp(subject, body(exchange));
    }
    if (path.length == 3 && path[2].equals("versions")) {
      if (post) {
        return JSON.createObjectNode().put("id", registry.register(subject, body(exchange)));
      }
      var numbers = JSON.createArrayNode();
      registry.versions(subject).forEach(v -> numbers.add(v.version()));
      return numbers;
    }
    if (path.length == 4 && path[2].equals("versions")) {
      return json(version(registry.versions(subject), path[3]));
    }
    throw new RegistryException(404, "HTTP 404 Not Found");
  }

  /** Where a schema is used: /schemas/ids/ID/subjects or versions. */
  private JsonNode uses(int id, String what) {
    registry.schema(id);
    var uses = JSON.createArrayNode();
    for (Registered r : registry.all()) {
      if (r.id() == id && what.equals("subjects")) {
        uses.add(r.subject());
      } else if (r.id() == id && what.equals("versions")) {
        uses.addObject().put("subject", r.subject()).put("version", r.version());
      }
    }
    return uses;
  }

  /** Whether a schema would be taken: /compatibility/subjects/SUBJECT/versions[/VERSION]. */
  private JsonNode compatibility(String[] path, String schema) {
    Schema parsed = parsed(schema);
    List<Registered> versions = registry.versions(path[2]);
    if (path.length == 5) {
      versions = List.of(version(versions, path[4]));
    }
    var messages = JSON.createArrayNode();
    for (Registered r : versions) {
      String why = TopicSchemaRegistry.incompatibility(parsed, r);
      if (why != null) {
        messages.add(why);
      }
    }
    ObjectNode answer = JSON.createObjectNode().put("is_compatible", messages.isEmpty());
    answer.set("messages", messages);
    return answer;
  }

  private static Registered version(List<Registered> versions, String text) {
    int wanted = text.equals("latest") || text.equals("-1") ? versions.size() : number(text);
    return versions.stream()
        .filter(v -> v.version() == wanted)
        .findFirst()
        .orElseThrow(
            () ->
                new RegistryException(
                    RegistryException.NO_VERSION, "Version " + wanted + " not found."));
  }

  private static Schema parsed(String schema) {
    try {
      return new Schema.Parser().parse(schema);
    } catch (SchemaParseException e) {
      throw new RegistryException(RegistryException.INVALID_SCHEMA, e.getMessage(), e);
    }
  }

  private JsonNode lookUp(String subject, String schema) {
    String text = parsed(schema).toString();
    return registry.versions(subject).stream()
        .filter(v -> v.schema().equals(text))
        .findFirst()
        .map(RegistryServer::json)
        .orElseThrow(() -> new RegistryException(RegistryException.NO_SCHEMA, "Schema not found"));
  }

  private static ObjectNode json(Registered r) {
    return JSON.createObjectNode()
        .put("subject", r.subject())
        .put("version", r.version())
        .put("id", r.id())
        .put("schema", r.schema());
  }

  private static String body(HttpExchange exchange) throws IOException {
    JsonNode schema = JSON.readTree(exchange.getRequestBody().readNBytes(1 << 20)).path("schema");
    if (!schema.isTextual()) {
      throw new RegistryException(RegistryException.INVALID_SCHEMA, "no field \"schema\"");
    }
    return schema.asText();
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new RegistryException(404, "'" + text + "' is no number");
    }
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
