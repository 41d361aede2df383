package io.sluice.mrt.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.sluice.mrt.ArchiveReader.Kind;
import io.sluice.mrt.ReadOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergedArchivesTest {
  private static final long T = 1_700_000_000_000_000L;
  private static final int COUNT = 20_000;

  @TempDir Path dir;

  /** A file that has lost the second half of its compressed octets. */
  private Path cut() throws IOException {
    MrtFile records = new MrtFile();
    for (int i = 0; i < COUNT; i++) {
      records.message(T + i, 1, MrtFile.update(i));
    }
    Path whole = dir.resolve("whole.mrt");
    records.write(whole);
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
      out.write(Files.readAllBytes(whole));
    }
    byte[] half = Arrays.copyOf(compressed.toByteArray(), compressed.size() / 2);
    return Files.write(dir.resolve("updates.20231114.2213.gz"), half);
  }

  @Test
  void anArchiveThatIsCutInsideOfItsCompressionEndsThereAndTheOthersGoOn() throws IOException {
    LoadInput cut = LoadInput.of(List.of(cut().toString())).get(0);
    LoadInput later =
        new MrtFile().message(T + 2 * COUNT, 2, MrtFile.update(1)).write(dir.resolve("b.mrt"));
    List<String> damages = new ArrayList<>();
    int before = 0;
    int behind = 0;
    try (MergedArchives archives = new MergedArchives(List.of(cut, later), ReadOptions.DEFAULT)) {
      for (Kind kind = archives.next(); kind != null; kind = archives.next()) {
        if (kind == Kind.DAMAGE) {
          damages.add(archives.name() + " " + archives.damage());
        } else if (damages.isEmpty()) {
          before++;
        } else {
          behind++;
        }
      }
    }
    assertThat(damages).hasSize(1);
    assertThat(damages.get(0)).contains("updates.20231114.2213.gz", "ends inside of its gzip data");
    assertThat(before).isBetween(COUNT / 4, COUNT - 1);
    assertThat(behind).isEqualTo(1);
  }

  @Test
  void aConnectionThatBreaksOffEndsAllForTheRestMayBeHadLater() throws IOException {
    byte[] octets = Files.readAllBytes(cut());
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          boolean head = "HEAD".equals(exchange.getRequestMethod());
          exchange.sendResponseHeaders(200, head ? -1 : 2L * octets.length);
          if (!head) {
            exchange.getResponseBody().write(octets);
            exchange.getResponseBody().flush();
          }
          exchange.close();
        });
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/updates.1.mrt.gz";
      try (MergedArchives archives =
          new MergedArchives(LoadInput.of(List.of(url)), ReadOptions.DEFAULT)) {
        assertThatThrownBy(
                () -> {
                  Kind kind = archives.next();
                  while (kind == Kind.MESSAGE) {
                    kind = archives.next();
                  }
                })
            .isInstanceOf(IOException.class)
            .hasMessageContaining("the connection broke off");
      }
    } finally {
      server.stop(0);
    }
  }
}
