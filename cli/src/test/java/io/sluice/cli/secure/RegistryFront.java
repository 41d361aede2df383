package io.sluice.cli.secure;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/** Stands before a registry: TLS, certificates of clients wanted, and one header Authorization. */
final class RegistryFront implements AutoCloseable {
  private final String registry;
  private final Certificates certificates;
  private final String authorization;
  private final HttpsServer server;

  RegistryFront(String registry, Certificates certificates, String authorization) throws Exception {
    this(registry, certificates, authorization, 0);
  }

  private RegistryFront(String registry, Certificates certificates, String authorization, int port)
      throws Exception {
    this.registry = registry;
    this.certificates = certificates;
    this.authorization = authorization;
    SSLContext tls = context(certificates);
    HttpClient client = HttpClient.newHttpClient();
    server = HttpsServer.create(new InetSocketAddress("127.0.0.1", port), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.setHttpsConfigurator(
        new HttpsConfigurator(tls) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters ssl = tls.getDefaultSSLParameters();
            ssl.setNeedClientAuth(true);
            parameters.setSSLParameters(ssl);
          }
        });
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (!authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
              exchange.sendResponseHeaders(401, -1);
              return;
            }
            HttpResponse<byte[]> answer =
                client.send(
                    HttpRequest.newBuilder(URI.create(registry + exchange.getRequestURI()))
                        .method(
                            exchange.getRequestMethod(),
                            HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            exchange
                .getResponseHeaders()
                .set("Content-Type", "application/vnd.schemaregistry.v1+json");
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    server.start();
  }

  private static SSLContext context(Certificates certificates) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(
        store(certificates.identity("registry", "127.0.0.1")), Certificates.PASSWORD.toCharArray());
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store(certificates.trust()));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static KeyStore store(Path file) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, Certificates.PASSWORD.toCharArray());
    }
    return store;
  }

  String url() {
    return "https://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The same once more, after it was closed. */
  RegistryFront again() throws Exception {
    return new RegistryFront(registry, certificates, authorization, server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
