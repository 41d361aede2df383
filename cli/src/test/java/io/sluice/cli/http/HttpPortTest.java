package io.sluice.cli.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.cli.OperatorException;
import io.sluice.cli.Options;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpPortTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicInteger changes = new AtomicInteger();
  private HttpPort port;

  private void listen(String host, String token) {
    listen(Guard.ofToken(token, at(host).getAddress()), at(host));
  }

  private static InetSocketAddress at(String host) {
    return new InetSocketAddress(host, 0);
  }

  private void listen(Guard guard, InetSocketAddress at) {
    port = HttpPort.listen(at, guard);
    port.add(Route.get("/open", "a probe", Access.OPEN, r -> Answer.text(200, "open")));
    port.add(Route.get("/read", "a look", Access.READ, r -> Answer.text(200, "read " + r.query())));
    port.add(
        Route.post(
            "/change", "a change", r -> Answer.text(200, "change " + changes.incrementAndGet())));
    port.add(
        Route.get(
            "/fail",
            "a failure",
            Access.READ,
            r -> {
              throw new IOException("no disk");
            }));
  }

  @AfterEach
  void close() {
    if (port != null) {
      port.close();
    }
  }

  private HttpResponse<String> ask(String method, String path, String authorization)
      throws Exception {
    URI uri = URI.create(port.url().replace("0.0.0.0", "127.0.0.1") + path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody());
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private int status(String method, String path, String authorization) throws Exception {
    return ask(method, path, authorization).statusCode();
  }

  @Test
  void answers_on_loopback_without_a_token() throws Exception {
    listen("127.0.0.1", null);
    assertThat(ask("GET", "/open", null).body()).isEqualTo("open\n");
    assertThat(ask("GET", "/read?a=b", null).body()).isEqualTo("read a=b\n");
    assertThat(ask("POST", "/change", null).body()).isEqualTo("change 1\n");
    HttpResponse<String> head = ask("HEAD", "/open", null);
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
  }

  @Test
  void lists_what_there_is() throws Exception {
    listen("127.0.0.1", null);
    assertThat(ask("GET", "/", null).body()).contains("POST /change", "GET  /open", "a probe");
    HttpResponse<String> none = ask("GET", "/chnage", null);
    assertThat(none.statusCode()).isEqualTo(404);
    assertThat(none.body()).contains("nothing is at /chnage", "POST /change");
    HttpResponse<String> wrong = ask("GET", "/change", null);
    assertThat(wrong.statusCode()).isEqualTo(405);
    assertThat(wrong.headers().firstValue("Allow")).hasValue("POST");
    assertThat(changes).hasValue(0);
  }

  @Test
  void refuses_changes_where_others_reach_it_without_a_token() throws Exception {
    listen("0.0.0.0", null);
    assertThat(status("GET", "/open", null)).isEqualTo(200);
    assertThat(status("GET", "/read", null)).isEqualTo(200);
    assertThat(ask("POST", "/change", null).body()).contains("set a token");
    assertThat(status("POST", "/change", "Bearer x")).isEqualTo(403);
    assertThat(changes).hasValue(0);
  }

  @Test
  void with_a_token_it_is_wanted_for_all_but_probes() throws Exception {
    listen("0.0.0.0", "geheim:7");
    assertThat(status("GET", "/open", null)).isEqualTo(200);
    String[] wrong = {null, "Bearer", "Bearer geheim", "Basic ***", "Digest geheim:7", "geheim:7"};
    for (String authorization : wrong) {
      assertThat(status("GET", "/read", authorization)).as(authorization).isEqualTo(401);
      assertThat(status("POST", "/change", authorization)).as(authorization).isEqualTo(401);
    }
    assertThat(changes).hasValue(0);
    assertThat(status("GET", "/read", "Bearer geheim:7")).isEqualTo(200);
    String basic =
        Base64.getEncoder().encodeToString("any:geheim:7".getBytes(StandardCharsets.UTF_8));
    assertThat(status("POST", "/change", "basic " + basic)).isEqualTo(200);
    assertThat(changes).hasValue(1);
  }

  @Test
  void one_user_is_known_by_name_and_password() throws Exception {
    InetSocketAddress at = at("0.0.0.0");
    listen(Guard.ofUser("admin:s3:cret", at.getAddress()), at);
    for (String pair : new String[] {"any:s3:cret", "admin:s3", "admin:s3:cret:", ""}) {
      assertThat(status("GET", "/read", basic(pair))).as(pair).isEqualTo(401);
    }
    assertThat(status("GET", "/read", "Bearer admin:s3:cret")).isEqualTo(401);
    assertThat(status("GET", "/read", basic("admin:s3:cret"))).isEqualTo(200);
    assertThat(status("POST", "/change", basic("admin:s3:cret"))).isEqualTo(200);
  }

  private static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void a_handler_that_fails_is_status_500() throws Exception {
    listen("127.0.0.1", null);
    HttpResponse<String> failed = ask("GET", "/fail", null);
    assertThat(failed.statusCode()).isEqualTo(500);
    assertThat(failed.body()).contains("no disk");
    assertThat(status("GET", "/open", null)).isEqualTo(200);
  }

  @Test
  void says_when_an_address_is_taken() {
    listen("127.0.0.1", null);
    InetSocketAddress taken = new InetSocketAddress("127.0.0.1", URI.create(port.url()).getPort());
    assertThatThrownBy(() -> HttpPort.listen(taken, Guard.ofToken(null, taken.getAddress())))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("cannot listen for HTTP on")
        .hasMessageContaining(Integer.toString(taken.getPort()));
  }

  @Test
  void takes_bgpipes_options_which_are_of_all_addresses() {
    assertThat(options("--http", ":8080").address().getHostString()).isEqualTo("127.0.0.1");
    for (String[] words :
        new String[][] {
          {"--http", ":8080", "--http-open"}, {"--http", ":8080", "--http-auth", "a:b"}
        }) {
      assertThat(options(words).address()).isEqualTo(new InetSocketAddress("0.0.0.0", 8080));
    }
    assertThat(options("--http", "127.0.0.1:1", "--http-open").address().getHostString())
        .isEqualTo("127.0.0.1");
    refused("jcmd", "--http", ":1", "--pprof", "http");
    refused("give one of", "--http", ":1", "--http-open", "--http-auth", "a:b");
    refused("where to listen", "--http-open");
  }

  private static HttpOptions options(String... words) {
    HttpOptions options = new HttpOptions();
    Options.parse(options, () -> "", List.of(words));
    return options;
  }

  private static void refused(String reason, String... words) {
    assertThatThrownBy(() -> options(words).check())
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void reads_its_options() {
    assertThat(HttpOptions.address(":9179")).isEqualTo(new InetSocketAddress("127.0.0.1", 9179));
    assertThat(HttpOptions.address("0.0.0.0:9179"))
        .isEqualTo(new InetSocketAddress("0.0.0.0", 9179));
    assertThatThrownBy(() -> HttpOptions.address("127.0.0.1"))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("write HOST:PORT");
    HttpOptions options = new HttpOptions();
    assertThat(options.token(Map.of())).isNull();
    options.token = "$TOKEN";
    assertThat(options.token(Map.of("TOKEN", "x"))).isEqualTo("x");
    assertThatThrownBy(() -> options.token(Map.of())).hasMessageContaining("variable TOKEN");
    assertThatThrownBy(() -> options.token(Map.of("TOKEN", " "))).hasMessageContaining("empty");
  }
}
