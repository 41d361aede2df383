package io.sluice.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made of each answer that a registry, or something else at its address, may give. */
class RegistryAnswersTest {
  private final CountDownLatch end = new CountDownLatch(1);
  private HttpServer server;
  private volatile int status;
  private volatile String body;
  private volatile boolean silent;
  private volatile String authorization;
  private volatile String path;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            authorization = exchange.getRequestHeaders().getFirst("Authorization");
            path = exchange.getRequestURI().getPath();
            exchange.getRequestBody().readAllBytes();
            if (silent) {
              end.await();
            }
            byte[] octets = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, octets.length == 0 ? -1 : octets.length);
            exchange.getResponseBody().write(octets);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private RestSchemaRegistry registry(String... more) {
    Map<String, Object> settings = new HashMap<>(Map.of(RegistrySettings.URL, url()));
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return new RestSchemaRegistry(RegistrySettings.of(settings));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | {\"id\":\"x\"}                               | false | does not answer as a schema registry",
        "200 | <html>a portal</html>                        | false | <html>a portal</html>",
        "200 | 17                                           | false | does not answer as a schema registry",
        "401 | {\"error_code\":401,\"message\":\"no\"}      | false | wants credentials (set basic.auth.user.info",
        "403 | {\"error_code\":40301,\"message\":\"no\"}    | false | does not allow",
        "404 | <html>none</html>                            | false | is no schema registry, or not at this path",
        "409 | {\"error_code\":409,\"message\":\"differs\"} | false | holds an earlier schema that this one does not go with",
        "422 | {\"error_code\":42201,\"message\":\"bad\"}   | false | refuses POST /subjects/s-value/versions: bad",
        "429 | slow down                                    | true  | cannot answer",
        "500 | {\"error_code\":50001,\"message\":\"store\"} | true  | cannot answer POST /subjects/s-value/versions: store",
        "503 | ''                                           | true  | HTTP status 503",
      })
  void an_answer_says_what_is_wrong_and_whether_to_ask_again(
      int status, String body, boolean again, String says) {
    this.status = status;
    this.body = body;
    try (RestSchemaRegistry registry = registry()) {
      RegistryException e =
          catchThrowableOfType(
              RegistryException.class, () -> registry.register("s-value", "\"int\""));
      assertThat(e).hasMessageContaining(says).hasMessageContaining(url());
      assertThat(e.getMessage()).hasLineCount(1);
      assertThat(e.mayPass()).isEqualTo(again);
    }
  }

  @Test
  void one_that_is_slow_or_not_there_is_asked_again() throws IOException {
    silent = true;
    try (RestSchemaRegistry registry = registry("http.read.timeout.ms", "50")) {
      assertThatThrownBy(registry::subjects)
          .hasMessageContaining("no answer within 50 ms")
          .isInstanceOfSatisfying(RegistryException.class, e -> assertThat(e.mayPass()).isTrue());
    }
    try (RestSchemaRegistry gone = new RestSchemaRegistry("http://127.0.0.1:1")) {
      assertThatThrownBy(gone::subjects)
          .hasMessageContaining("http://127.0.0.1:1 does not answer: nothing listens there")
          .isInstanceOfSatisfying(RegistryException.class, e -> assertThat(e.mayPass()).isTrue());
    }
  }

  @Test
  void the_second_of_two_urls_is_asked_when_the_first_is_away() {
    status = 200;
    body = "[\"a\"]";
    RegistrySettings two = RegistrySettings.of("http://127.0.0.1:1, " + url() + "/");
    try (RestSchemaRegistry registry = new RestSchemaRegistry(two)) {
      assertThat(registry.subjects()).containsExactly("a");
    }
  }

  @Test
  void credentials_are_sent_as_the_settings_of_confluents_clients_say() {
    status = 200;
    body = "[]";
    try (RestSchemaRegistry registry =
        registry("basic.auth.credentials.source", "USER_INFO", "basic.auth.user.info", "u:p")) {
      registry.subjects();
      assertThat(authorization).isEqualTo("Basic dTpw");
    }
    try (RestSchemaRegistry registry = registry("schema.registry.basic.auth.user.info", "u:p")) {
      registry.subjects();
      assertThat(authorization).isEqualTo("Basic dTpw");
    }
    try (RestSchemaRegistry registry = new RestSchemaRegistry(url().replace("//", "//u:p@"))) {
      registry.subjects();
      assertThat(authorization).isEqualTo("Basic dTpw");
    }
    try (RestSchemaRegistry registry =
        registry("bearer.auth.credentials.source", "STATIC_TOKEN", "bearer.auth.token", "t")) {
      registry.subjects();
      assertThat(authorization).isEqualTo("Bearer t");
    }
    status = 401;
    body = "{\"error_code\":401,\"message\":\"Unauthorized\"}";
    try (RestSchemaRegistry registry = registry("basic.auth.user.info", "u:p")) {
      assertThatThrownBy(registry::subjects)
          .hasMessageContaining("refuses the credentials of user u (mend basic.auth.user.info)");
    }
  }

  @Test
  void with_auto_registration_off_a_schema_is_only_looked_up() {
    status = 200;
    body = "{\"subject\":\"s\",\"version\":1,\"id\":7,\"schema\":\"\\\"int\\\"\"}";
    try (RestSchemaRegistry registry = registry("auto.register.schemas", "false")) {
      assertThat(registry.register("s", "\"int\"")).isEqualTo(7);
      assertThat(path).isEqualTo("/subjects/s");
      status = 404;
      body = "{\"error_code\":40403,\"message\":\"Schema not found\"}";
      assertThatThrownBy(() -> registry.register("s", "\"int\""))
          .hasMessageContaining("has not this schema under subject s")
          .hasMessageContaining("auto.register.schemas is false");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "schema.registry.url            | registry:8081 | registry URL 'registry:8081': give it as",
        "basic.auth.credentials.source  | SASL_INHERIT  | USER_INFO or URL",
        "basic.auth.user.info           | nobody        | give it as USER:PASSWORD",
        "bearer.auth.credentials.source | OAUTHBEARER   | STATIC_TOKEN",
        "auto.register.schemas          | perhaps       | true or false",
        "http.read.timeout.ms           | soon          | milliseconds",
        "schema.registry.ssl.truststore.location | /nowhere.p12 | /nowhere.p12",
      })
  void a_setting_that_cannot_be_is_named(String name, String value, String says) {
    Map<String, Object> settings = new HashMap<>(Map.of(RegistrySettings.URL, "http://r:8081"));
    settings.put(name, value);
    assertThatThrownBy(() -> RegistrySettings.of(settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(says);
  }

  @Test
  void what_looks_like_a_setting_and_is_none_is_told_and_those_of_serializers_are_left_alone() {
    RegistrySettings settings =
        RegistrySettings.of(
            Map.of(
                RegistrySettings.URL,
                "http://r:8081",
                "basic.auth.userinfo",
                "u:p",
                "use.latest.version",
                "true",
                "bootstrap.servers",
                "k:9092"));
    assertThat(settings.unknown()).containsExactly("basic.auth.userinfo");
  }
}
