package io.sluice.schemas.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.schemas.cluster.TlsTrouble;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/**
 * A registry behind Confluent's REST API: Confluent's own, or one that speaks the same, such as
 * Apicurio below /apis/ccompat/v7. Asks once, at each of its URLs in turn; whether asking again
 * makes sense, {@link RegistryException#mayPass} tells.
 */
public final class RestSchemaRegistry implements SchemaRegistry {
  private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final int SHOWN = 100;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RegistrySettings settings;
  private final HttpClient client;
  private volatile String date = "";

  public RestSchemaRegistry(RegistrySettings settings) {
    this.settings = settings;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.connectTimeout());
    SSLContext tls = settings.sslContext();
    if (tls != null) {
      builder.sslContext(tls);
    }
    client = builder.build();
  }

  /**
   * A registry that asks for no credentials.
   *
   * @param url base URL, such as http://registry:8081
   */
  public RestSchemaRegistry(String url) {
    this(RegistrySettings.of(url));
  }

  @Override
  public int register(String subject, String schema) {
    ObjectNode body = JSON.createObjectNode().put("schema", schema);
    String path = "/subjects/" + encoded(subject);
    try {
      return number(call("POST", settings.registers() ? path + "/versions" : path, body), "id");
    } catch (RegistryException e) {
      if (!settings.registers() && e.code() / 100 == 404) {
        throw new RegistryException(
            e.code(),
            "the schema registry at "
                + settings
                + " has not this schema under subject "
                + subject
                + ", and auto.register.schemas is false: register it there, or have it set to true",
            e);
      }
      throw e;
    }
  }

  @Override
  public OptionalInt lookUp(String subject, String schema) {
    ObjectNode body = JSON.createObjectNode().put("schema", schema);
    try {
      return OptionalInt.of(number(call("POST", "/subjects/" + encoded(subject), body), "id"));
    } catch (RegistryException e) {
      if (e.code() == RegistryException.NO_SUBJECT || e.code() == RegistryException.NO_SCHEMA) {
        return OptionalInt.empty();
      }
      throw e;
    }
  }

  @Override
  public boolean takes(String subject, String schema) {
    ObjectNode body = JSON.createObjectNode().put("schema", schema);
    String path = "/compatibility/subjects/" + encoded(subject) + "/versions/latest";
    try {
      return call("POST", path, body).path("is_compatible").asBoolean();
    } catch (RegistryException e) {
      if (e.code() == RegistryException.NO_SUBJECT || e.code() == RegistryException.NO_VERSION) {
        return true;
      }
      throw e;
    }
  }

  /** What its clock said when it last answered, to the second (RFC 9110, Date); empty if not. */
  public Optional<Instant> date() {
    try {
      return Optional.of(
          ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  @Override
  public String schema(int id) {
    return text(call("GET", "/schemas/ids/" + id, null), "schema");
  }

  @Override
  public Registered latest(String subject) {
    JsonNode n = call("GET", "/subjects/" + encoded(subject) + "/versions/latest", null);
    return new Registered(
        text(n, "subject"), number(n, "version"), number(n, "id"), text(n, "schema"));
  }

  @Override
  public List<String> subjects() {
    List<String> names = new ArrayList<>();
    call("GET", "/subjects", null).forEach(n -> names.add(n.asText()));
    return names;
  }

  private static String encoded(String subject) {
    return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private int number(JsonNode answer, String field) {
    if (!answer.path(field).canConvertToInt()) {
      throw garbage(field, answer.toString(), null);
    }
    return answer.path(field).asInt();
  }

  private String text(JsonNode answer, String field) {
    if (!answer.path(field).isTextual()) {
      throw garbage(field, answer.toString(), null);
    }
    return answer.path(field).asText();
  }

  private JsonNode call(String method, String path, JsonNode body) {
    RegistryException last = null;
    for (URI base : settings.urls()) {
      try {
        return call(base, method, path, body);
      } catch (RegistryException e) {
        if (!e.mayPass()) {
          throw e;
        }
        last = e;
      }
    }
    throw last;
  }

  private JsonNode call(URI base, String method, String path, JsonNode body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(settings.readTimeout())
            .header("Accept", CONTENT_TYPE)
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body.toString()));
    if (body != null) {
      request.header("Content-Type", CONTENT_TYPE);
    }
    if (settings.authorization() != null) {
      request.header("Authorization", settings.authorization());
    }
    try {
      return answer(
          base,
          method + " " + path,
          client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      throw unreachable(base, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryException(0, "interrupted while asking " + base, e);
    }
  }

  private RegistryException unreachable(URI base, IOException e) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable t = e; t != null && chain.size() < 10; t = t.getCause()) {
      chain.add(t);
    }
    String where = "the schema registry at " + base;
    if (e instanceof SSLException) {
      return new RegistryException(
          RegistryException.TLS,
          where
              + TlsTrouble.explain(chain)
                  .replaceAll("\\bssl\\.", "schema.registry.ssl.")
                  .replace("security.protocol to PLAINTEXT or SASL_PLAINTEXT", "an http: URL"),
          e);
    }
    String why =
        chain.stream()
                .anyMatch(
                    t ->
                        t instanceof UnresolvedAddressException
                            || t instanceof UnknownHostException)
            ? "there is no host " + base.getHost()
            : e instanceof HttpTimeoutException
                ? "no answer within " + settings.readTimeout().toMillis() + " ms"
                : e instanceof ConnectException
                    ? "nothing listens there"
                    : chain.get(chain.size() - 1).toString();
    // With TLS 1.3 a server finds that out after the handshake, and some then just hang up.
    String certificate =
        base.getScheme().equalsIgnoreCase("https")
                && !settings.hasCertificate()
                && !(e instanceof ConnectException)
                && !(e instanceof HttpTimeoutException)
            ? "; if it wants a certificate of this client, set"
                + " schema.registry.ssl.keystore.location"
            : "";
    return new RegistryException(0, where + " does not answer: " + why + certificate, e);
  }

  private JsonNode answer(URI base, String request, HttpResponse<String> response) {
    int status = response.statusCode();
    date = response.headers().firstValue("Date").orElse("");
    JsonNode body = null;
    try {
      body = JSON.readTree(response.body());
    } catch (IOException e) {
      if (status == 200) {
        throw garbage("JSON", response.body(), e);
      }
    }
    if (status == 200 && body != null && body.isContainerNode()) {
      return body;
    }
    if (status == 200) {
      throw garbage("JSON", response.body(), null);
    }
    int code = body == null ? status : body.path("error_code").asInt(status);
    String said =
        body == null
            ? "HTTP status " + status
            : body.path("message").asText("HTTP status " + status).strip().replaceAll("\\s+", " ");
    throw new RegistryException(
        status >= 500 || status == 429 || status == 408 ? Math.max(code, 500) : code,
        "the schema registry at " + base + refusal(status, code) + request + ": " + said);
  }

  private String refusal(int status, int code) {
    return switch (status) {
      case 401 ->
          settings.authorization() == null
              ? " wants credentials (set basic.auth.user.info or bearer.auth.token) for "
              : " refuses the credentials"
                  + (settings.user().isEmpty()
                      ? " (mend bearer.auth.token) for "
                      : " of user " + settings.user() + " (mend basic.auth.user.info) for ");
      case 403 -> " does not allow " + (settings.user().isEmpty() ? "" : settings.user() + " ");
      // A registry says of what it is that there is none: 404 alone is a web server's.
      case 404 ->
          code != status ? " knows nothing of " : " is no schema registry, or not at this path: ";
      case 409 ->
          " holds an earlier schema that this one does not go with (take another --topic-prefix or"
              + " subject compatibility, or an older Sluice): ";
      default -> status >= 500 || status == 429 ? " cannot answer " : " refuses ";
    };
  }

  private RegistryException garbage(String wanted, String got, Exception e) {
    String shown = got.strip().replaceAll("\\s+", " ");
    return new RegistryException(
        RegistryException.GARBAGE,
        "what is at "
            + settings
            + " does not answer as a schema registry does, without "
            + wanted
            + ": "
            + (shown.length() > SHOWN ? shown.substring(0, SHOWN) + "..." : shown),
        e);
  }

  @Override
  public void close() {
    // java.net.http has nothing to close on Java 17.
  }
}
