package io.sluice.filters.outside;

import static io.sluice.filters.outside.WebSocketKit.PLAIN;
import static io.sluice.filters.outside.WebSocketKit.judge;
import static io.sluice.filters.outside.WebSocketKit.options;
import static io.sluice.filters.outside.WebSocketKit.upTo;
import static io.sluice.filters.outside.WebSocketKit.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.sluice.filters.outside.websocket.WebSocketSettings;
import io.sluice.filters.outside.websocket.WebSockets;
import io.sluice.schemas.Action;
import io.sluice.websocket.WebSocketOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

/** A server, and the JDK's clients. */
class WebSocketServerTest {
  /** A client of the JDK that says what a test makes of a line. */
  private static final class Client implements WebSocket.Listener {
    final List<String> lines = new CopyOnWriteArrayList<>();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder part = new StringBuilder();
    private final Function<String, String> answer;
    private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);

    Client(Function<String, String> answer) {
      this.answer = answer;
    }

    CompletableFuture<WebSocket> connect(HttpClient http, String url, String... headers) {
      WebSocket.Builder builder = http.newWebSocketBuilder();
      for (int i = 0; i < headers.length; i += 2) {
        builder.header(headers[i], headers[i + 1]);
      }
      return builder.buildAsync(URI.create(url), this);
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      part.append(text);
      if (last) {
        String line = part.toString();
        part.setLength(0);
        lines.add(line);
        String said = answer.apply(line);
        if (said != null) {
          sent = sent.thenCompose(done -> socket.sendText(said, true));
        }
      }
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      closed.complete(code);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      closed.complete(-1);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Supplier<Channels> listening(int port, String path, WebSocketOptions options) {
    return WebSockets.server(
        "exec",
        new InetSocketAddress("127.0.0.1", port),
        path,
        new WebSocketSettings("", true, options));
  }

  private static WebSocket connected(Client client, HttpClient http, String url, String... headers)
      throws Exception {
    long end = System.nanoTime() + OutsideRig.LONG.toNanos();
    while (true) {
      try {
        return client.connect(http, url, headers).get();
      } catch (java.util.concurrent.ExecutionException e) {
        boolean early = e.getCause() instanceof java.net.ConnectException;
        if (!early || System.nanoTime() > end) {
          throw e;
        }
        Thread.sleep(10);
      }
    }
  }

  @Test
  void asAServerItAsksOneClientAndTheNextWhenThatHasGone() throws Exception {
    HttpClient http = HttpClient.newHttpClient();
    int port = freePort();
    String url = "ws://127.0.0.1:" + port + "/bgp";
    Channels channels = listening(port, "/bgp", PLAIN).get();
    try (OutsideRig rig = new OutsideRig(OutsideRig.patient(), false, channels)) {
      // Clients may be there before the session is.
      AtomicInteger count = new AtomicInteger();
      Client first = new Client(line -> count.incrementAndGet() <= 50 ? line : null);
      WebSocket leaving = connected(first, http, url);
      Client second = new Client(line -> line);
      connected(second, http, url);
      judge(rig, 1, 100);
      rig.untilFates(50);
      assertThat(second.lines).isEmpty();
      leaving.abort();
      rig.untilFates(100);
      assertThat(rig.fates).allMatch(fate -> fate.action() == Action.PASS);
      assertThat(rig.sequences()).isEqualTo(upTo(100));
      assertThat(second.lines.stream().map(WebSocketKit::number).toList())
          .startsWith(51L)
          .hasSize(50);
      rig.close();
      assertThat(second.closed.get()).isEqualTo(1001);
    }
  }

  @Test
  void asAMirrorAServerTellsAllClients() throws Exception {
    HttpClient http = HttpClient.newHttpClient();
    int port = freePort();
    Channels channels = listening(port, "/log/$SESSION", PLAIN).get();
    try (OutsideRig rig =
        new OutsideRig(options(OutsideMode.WRITE, OutsideFormat.JSON), false, channels)) {
      List<Client> clients = new ArrayList<>();
      for (String session : List.of("s", "s", "other")) {
        Client client = new Client(line -> null);
        clients.add(client);
        connected(client, http, "ws://127.0.0.1:" + port + "/log/" + session);
      }
      judge(rig, 1, 2000);
      rig.end();
      for (Client client : clients.subList(0, 2)) {
        assertThat(client.closed.get()).isEqualTo(1000);
        assertThat(client.lines.stream().map(WebSocketKit::number).toList()).isEqualTo(upTo(2000));
      }
      assertThat(clients.get(2).lines).isEmpty();
    }
  }

  @Test
  void aServerLetsInWhoIsKnownOnly() throws Exception {
    Pki pki = Pki.of("right");
    int port = freePort();
    String url = "wss://localhost:" + port + "/bgp";
    SslContext tls =
        SslContextBuilder.forServer(
                pki.localhost().getKeyPair().getPrivate(), pki.localhost().getCertificatePath())
            .trustManager(pki.authority().getCertificate())
            .clientAuth(ClientAuth.REQUIRE)
            .build();
    HttpClient known = HttpClient.newBuilder().sslContext(pki.jdk()).build();
    SSLContext anonymous = SSLContext.getInstance("TLS");
    anonymous.init(null, pki.authority().toTrustManagerFactory().getTrustManagers(), null);
    HttpClient unknown = HttpClient.newBuilder().sslContext(anonymous).build();
    String[] right = {"Authorization", "Basic bWU6c2VjcmV0"};
    Supplier<Channels> server = listening(port, "/bgp", with(tls, "me:secret"));
    try (ToldLog told = new ToldLog();
        OutsideRig rig = new OutsideRig(OutsideRig.patient(), false, server.get())) {
      Client client = new Client(line -> line);
      connected(client, known, url, right);
      for (var attempt :
          List.of(
              new Client(null).connect(unknown, url, right),
              new Client(null).connect(known, url),
              new Client(null).connect(known, url, "Authorization", "Basic eHh4"),
              new Client(null).connect(known, url + "/other", right),
              new Client(null)
                  .connect(known, url, right[0], right[1], "Origin", "https://evil.example"))) {
        assertThat(attempt).failsWithin(OutsideRig.LONG);
      }
      judge(rig, 1, 10);
      rig.untilFates(10);
      rig.until(
          () ->
              told.says("user or password is not right")
                  && told.says("nothing is at /bgp/other")
                  && told.says("it comes from a page of https://evil.example")
                  && told.says("came to nothing: TLS fails"));
    }
  }

  @Test
  void aPortThatIsTakenIsWaitedFor() throws Exception {
    int port = freePort();
    String url = "ws://127.0.0.1:" + port + "/";
    try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        ToldLog told = new ToldLog();
        OutsideRig rig =
            new OutsideRig(OutsideRig.patient(), false, listening(port, "/", PLAIN).get())) {
      judge(rig, 1, 1);
      rig.until(() -> told.says("ERROR exec: cannot listen on 127.0.0.1:" + port));
      taken.close();
      connected(new Client(line -> line), HttpClient.newHttpClient(), url);
      rig.untilFates(1);
    }
  }
}
