package io.sluice.mrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Archives at URLs, from a real server. */
class DownloadTest {
  private byte[] archive;
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    archive = SampleArchive.of(ArchiveFormat.MRT, 100, 1);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/updates.mrt", exchange -> answer(exchange, archive.length));
    server.createContext("/cut.mrt", exchange -> answer(exchange, archive.length + 1));
    server.createContext("/moved.mrt", exchange -> refer(exchange, "/updates.mrt"));
    server.createContext("/round.mrt", exchange -> refer(exchange, "/round.mrt"));
    server.start();
  }

  private void answer(HttpExchange exchange, int length) throws IOException {
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().add("Content-Length", Integer.toString(length));
      exchange.sendResponseHeaders(200, -1);
      exchange.close();
      return;
    }
    exchange.sendResponseHeaders(200, length);
    exchange.getResponseBody().write(archive);
    exchange.close();
  }

  private static void refer(HttpExchange exchange, String other) throws IOException {
    exchange.getResponseHeaders().add("Location", other);
    exchange.sendResponseHeaders(301, -1);
    exchange.close();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private Download open(String path) throws IOException {
    return Download.open(at(path));
  }

  @Test
  void aFileIsReadFromWhereItLiesOrHasMoved() throws IOException {
    for (String path : new String[] {"/updates.mrt", "/moved.mrt"}) {
      Download download = open(path);
      assertThat(download.length()).isEqualTo(archive.length);
      try (ArchiveReader reader = Archives.open(download.octets(), "", ReadOptions.DEFAULT)) {
        assertThat(Records.of(reader)).hasSize(100);
      }
    }
  }

  @Test
  void howLongAFileIsCanBeAskedAlone() {
    assertThat(Download.length(at("/moved.mrt"))).isEqualTo(archive.length);
    assertThat(Download.length(at("/none.mrt"))).isEqualTo(-1);
    assertThat(Download.length(URI.create("http://127.0.0.1:1/updates.mrt"))).isEqualTo(-1);
  }

  @Test
  void whatTheServerSaysIsTold() {
    assertThatThrownBy(() -> open("/none.mrt")).hasMessage("the server answers 404 Not Found");
    assertThatThrownBy(() -> open("/round.mrt")).hasMessageContaining("from one place to the next");
  }

  @Test
  void aFileThatBreaksOffIsAnErrorBehindWhatCame() throws IOException {
    try (ArchiveReader reader = Archives.open(open("/cut.mrt").octets(), "", ReadOptions.DEFAULT)) {
      for (int i = 0; i < 100; i++) {
        assertThat(reader.next()).isEqualTo(ArchiveReader.Kind.MESSAGE);
      }
      assertThatThrownBy(reader::next).hasMessageContaining("broke off behind " + archive.length);
    }
  }

  @Test
  void whatIsNoUrlAndAHostThatIsNotThereAreToldInWords() {
    assertThatThrownBy(() -> Download.location("http://host.example/a b.gz"))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "this is no URL: Illegal character in path at character 22; a blank is written as %20");
    assertThatThrownBy(() -> Download.open(Download.location("http://host.invalid/x.gz")))
        .hasMessage("there is no host host.invalid");
  }
}
