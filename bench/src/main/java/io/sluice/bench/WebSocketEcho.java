package io.sluice.bench;

import io.netty.buffer.ByteBuf;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.sluice.websocket.Admission;
import io.sluice.websocket.Loops;
import io.sluice.websocket.WebSocket;
import io.sluice.websocket.WebSocketListener;
import io.sluice.websocket.WebSocketOptions;
import io.sluice.websocket.WebSocketServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;

/** A WebSocket server that says whatever it is told. */
final class WebSocketEcho implements AutoCloseable {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final int LONGEST = 4 << 20;

  private final Loops loops = Loops.nio(1, "echo");
  private final WebSocketServer server;
  private final boolean secure;

  private WebSocketEcho(SslContext tls) {
    secure = tls != null;
    WebSocketOptions options =
        new WebSocketOptions(
            tls, null, Map.of(), Duration.ofSeconds(10), Duration.ofSeconds(10), LONGEST);
    server =
        WebSocketServer.bind(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            options,
            loops,
            (path, authorization, remote) -> Admission.to(new Echo()));
  }

  /** Without TLS. */
  static WebSocketEcho plain() {
    return new WebSocketEcho(null);
  }

  /** With TLS, and a certificate of its own. */
  static WebSocketEcho secure() throws IOException, InterruptedException, GeneralSecurityException {
    Path file = Files.createTempDirectory("sluice-bench").resolve("echo.p12");
    String password = new String(PASSWORD);
    Process made =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    "echo",
                    "-dname",
                    "CN=localhost",
                    "-keyalg",
                    "EC",
                    "-keystore",
                    file.toString(),
                    "-storetype",
                    "PKCS12",
                    "-storepass",
                    password))
            .inheritIO()
            .start();
    if (made.waitFor() != 0) {
      throw new IOException("keytool made no certificate");
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    Files.delete(file);
    Files.delete(file.getParent());
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    return new WebSocketEcho(SslContextBuilder.forServer(keys).build());
  }

  String url() {
    return (secure ? "wss" : "ws") + "://localhost:" + server.address().getPort() + "/";
  }

  @Override
  public void close() {
    server.close();
    loops.group().shutdownGracefully();
  }

  private static final class Echo implements WebSocketListener {
    private WebSocket socket;

    @Override
    public void opened(WebSocket open) {
      socket = open;
    }

    @Override
    public void message(ByteBuf octets) {
      socket.write(octets.retain(), true);
    }

    @Override
    public void readComplete() {
      socket.flush(() -> {});
    }

    @Override
    public void closed(String why, boolean orderly) {}
  }
}
