package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentProxiesTest {
  @TempDir Path folder;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          http://data.example/x              | a.example:3128
          https://data.example/x             | b.example:80
          wss://data.example/x               | b.example:80
          ws://data.example/x                | a.example:3128
          http://near.example/x              | DIRECT
          http://www.near.example/x          | DIRECT
          http://notnear.example/x           | a.example:3128
          http://below.example/x             | a.example:3128
          http://www.below.example/x         | DIRECT
          http://port.example:8080/x         | DIRECT
          http://port.example/x              | a.example:3128
          http://localhost/x                 | DIRECT
          http://127.0.0.7:81/x              | DIRECT
          http://[::1]/x                     | DIRECT
          """)
  void the_environment_tells_by_which_proxy_a_host_is_reached(String uri, String expected) {
    ProxySelector proxies =
        new EnvironmentProxies(
            Map.of(
                "http_proxy", "a.example:3128",
                "HTTPS_PROXY", "http://b.example",
                "NO_PROXY", "near.example, .below.example,port.example:8080"));
    InetSocketAddress at = (InetSocketAddress) proxies.select(URI.create(uri)).get(0).address();
    assertThat(at == null ? "DIRECT" : at.getHostString() + ":" + at.getPort()).isEqualTo(expected);
  }

  @Test
  void a_file_is_read_by_way_of_the_proxy() throws Exception {
    List<String> asked = new CopyOnWriteArrayList<>();
    HttpServer proxy = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    String line = "[\"R\",1,\"2024-01-01T00:00:00.000\",\"KEEPALIVE\",null,{}]\n";
    proxy.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().toString());
          exchange.sendResponseHeaders(200, line.length());
          exchange.getResponseBody().write(line.getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    proxy.start();
    ProxySelector before = ProxySelector.getDefault();
    try {
      EnvironmentProxies.install(Map.of("HTTP_PROXY", "127.0.0.1:" + proxy.getAddress().getPort()));
      String out = folder.resolve("out.json").toString();
      Outcome outcome =
          Outcome.of("-l", "disabled", "read", "http://archive.invalid/a.json", "--", "write", out);
      assertThat(outcome.status()).as(outcome.err()).isZero();
      assertThat(Files.readString(Path.of(out))).isEqualTo(line);
      assertThat(asked).isNotEmpty().containsOnly("http://archive.invalid/a.json");
    } finally {
      ProxySelector.setDefault(before);
      proxy.stop(0);
    }
  }
}
