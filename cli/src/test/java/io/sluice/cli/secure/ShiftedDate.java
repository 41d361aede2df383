package io.sluice.cli.secure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** Stands before an HTTP server as if the clock of its machine were wrong. One request each. */
final class ShiftedDate implements AutoCloseable {
  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
  private final int behind;
  private final Duration ahead;

  ShiftedDate(int behind, Duration ahead) throws IOException {
    this.behind = behind;
    this.ahead = ahead;
    Thread thread = new Thread(this::serve, "shifted-date");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return server.getLocalPort();
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket client = server.accept();
          Socket real = new Socket("127.0.0.1", behind)) {
        String request = head(client.getInputStream());
        send(
            real,
            request.replaceFirst("(?i)\r\nConnection:[^\r]*", "").stripTrailing()
                + "\r\nConnection: close\r\n\r\n");
        String date =
            DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plus(ahead));
        String answer =
            new String(real.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        send(client, answer.replaceFirst("(?i)\r\nDate:[^\r]*", "\r\nDate: " + date));
      } catch (IOException e) {
        // The next one.
      }
    }
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int octet = in.read();
      if (octet < 0) {
        break;
      }
      head.write(octet);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  private static void send(Socket to, String text) throws IOException {
    OutputStream out = to.getOutputStream();
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
